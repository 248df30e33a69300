package io.heapster.api.resource;

import io.heapster.core.model.Labels;
import java.util.List;

/** Conditions on labels, all of which must hold; none selects everything. Immutable. */
record LabelSelector(List<Requirement> requirements) {

  LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector in the grammar of Kubernetes: {@code a=b}, {@code a!=b}, {@code a in (b,c)},
   * {@code a notin (b)}, {@code a}, {@code !a}, {@code a>1}, joined by commas.
   *
   * @throws SelectorException when it is malformed
   */
  static LabelSelector parse(String text) throws SelectorException {
    return new LabelSelector(new SelectorParser(SelectorToken.scan(text)).parse());
  }

  boolean matches(Labels labels) {
    for (int i = 0; i < requirements.size(); i++) {
      if (!requirements.get(i).matches(labels)) {
        return false;
      }
    }
    return true;
  }
}
