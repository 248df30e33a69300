package io.heapster.api.provider.selector;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conditions on labels, all of which must hold; none selects everything. Immutable. */
public record LabelSelector(List<Requirement> requirements) {

  /** Selects everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector in the grammar of Kubernetes: {@code a=b}, {@code a!=b}, {@code a in (b,c)},
   * {@code a notin (b)}, {@code a}, {@code !a}, {@code a>1}, joined by commas.
   *
   * @throws SelectorException when it is malformed
   */
  public static LabelSelector parse(String text) throws SelectorException {
    return new LabelSelector(new SelectorParser(SelectorToken.scan(text)).parse());
  }

  /** Whether these labels fulfil all conditions. */
  public boolean matches(Map<String, String> labels) {
    return matches(labels::get);
  }

  /**
   * The same for labels that are no map.
   *
   * @param labels the value of a key; null where there is none
   */
  public boolean matches(Function<String, @Nullable String> labels) {
    for (int i = 0; i < requirements.size(); i++) {
      if (!requirements.get(i).matches(labels)) {
        return false;
      }
    }
    return true;
  }
}
