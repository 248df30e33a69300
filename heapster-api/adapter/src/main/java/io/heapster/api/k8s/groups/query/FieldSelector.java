package io.heapster.api.k8s.groups.query;

import io.heapster.api.k8s.request.FieldTerm;
import io.heapster.api.k8s.request.StatusException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Conditions on the name and the namespace of an object, all of which must hold. */
public record FieldSelector(List<FieldTerm> terms) {
  /** Selects everything. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";
  private static final Set<String> KNOWN = Set.of(NAME, NAMESPACE);

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /**
   * Reads {@code metadata.name=a,metadata.namespace!=b}; a backslash keeps a comma, an equals sign
   * or a backslash from counting.
   *
   * @throws StatusException 400 when it is malformed or names another field
   */
  public static FieldSelector parse(String text) {
    return new FieldSelector(FieldTerm.split(text).stream().map(term -> term(text, term)).toList());
  }

  /** Whether an object is selected. */
  public boolean matches(String namespace, String name) {
    for (int i = 0; i < terms.size(); i++) {
      FieldTerm term = terms.get(i);
      String field = term.field().equals(NAME) ? name : namespace;
      if (term.value().equals(field) != term.equal()) {
        return false;
      }
    }
    return true;
  }

  /** The only name that can be selected. */
  Optional<String> onlyName() {
    return only(NAME);
  }

  /** The only namespace that can be selected. */
  public Optional<String> onlyNamespace() {
    return only(NAMESPACE);
  }

  private Optional<String> only(String field) {
    return terms.stream()
        .filter(term -> term.equal() && term.field().equals(field))
        .map(FieldTerm::value)
        .findFirst();
  }

  private static FieldTerm term(String selector, String text) {
    FieldTerm term =
        FieldTerm.parse(text)
            .orElseThrow(() ->
                StatusException.badRequest(
                    "invalid selector: '%s'; can't understand '%s'".formatted(selector, text)));
    if (!KNOWN.contains(term.field())) {
      throw StatusException.badRequest(
          "\"%s\" is not a known field selector: only \"%s\", \"%s\""
              .formatted(term.field(), NAME, NAMESPACE));
    }
    return term;
  }
}
