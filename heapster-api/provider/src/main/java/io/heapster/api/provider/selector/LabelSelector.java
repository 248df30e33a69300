package io.heapster.api.provider.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on labels, all of which must hold; none selects everything. Immutable.
 *
 * @param requirements ordered by key; those of one key as they were given
 */
public record LabelSelector(List<Requirement> requirements) {

  /** Selects everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  /** The longest text that {@link #parse} reads. */
  public static final int MAX_CHARACTERS = 16_384;

  /** The most conditions that {@link #parse} reads: each is asked of every object. */
  public static final int MAX_REQUIREMENTS = 100;

  public LabelSelector {
    requirements = requirements.stream().sorted(Comparator.comparing(Requirement::key)).toList();
  }

  /**
   * Reads a selector in the grammar of Kubernetes: {@code a=b}, {@code a!=b}, {@code a in (b,c)},
   * {@code a notin (b)}, {@code a}, {@code !a}, {@code a>1}, joined by commas.
   *
   * @throws SelectorException when it is malformed, in the words of Kubernetes, longer than {@link
   *     #MAX_CHARACTERS}, or of more than {@link #MAX_REQUIREMENTS} conditions
   */
  public static LabelSelector parse(String text) throws SelectorException {
    if (text.length() > MAX_CHARACTERS) {
      throw new SelectorException(
          "a selector of %d characters, at most %d are read"
              .formatted(text.length(), MAX_CHARACTERS));
    }
    return new LabelSelector(new SelectorParser(SelectorToken.scan(text)).parse());
  }

  /** Selects what has all of these labels. */
  public static LabelSelector of(Map<String, String> labels) {
    return new LabelSelector(
        labels.entrySet().stream()
            .<Requirement>map(label -> new Requirement.Equal(label.getKey(), label.getValue()))
            .toList());
  }

  /** Whether everything is selected. */
  public boolean isEmpty() {
    return requirements.isEmpty();
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

  /**
   * What a {@code LabelSelector} object of Kubernetes has as {@code matchLabels}: the equalities,
   * by key, the first one of each key.
   */
  public Map<String, String> matchLabels() {
    var labels = new LinkedHashMap<String, String>();
    for (Requirement requirement : requirements) {
      if (requirement instanceof Requirement.Equal equal) {
        labels.putIfAbsent(equal.key(), equal.value());
      }
    }
    return Collections.unmodifiableMap(labels);
  }

  /**
   * What a {@code LabelSelector} object of Kubernetes has as {@code matchExpressions}: all that
   * {@link #matchLabels} does not say.
   */
  public List<MatchExpression> matchExpressions() {
    Map<String, String> labels = matchLabels();
    var expressions = new ArrayList<MatchExpression>();
    for (Requirement requirement : requirements) {
      boolean said =
          requirement instanceof Requirement.Equal equal
              && equal.value().equals(labels.get(equal.key()));
      if (!said) {
        expressions.add(MatchExpression.of(requirement));
      }
    }
    return List.copyOf(expressions);
  }

  /** The form that Kubernetes prints, e.g. {@code a=b,c in (d,e)}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
  }
}
