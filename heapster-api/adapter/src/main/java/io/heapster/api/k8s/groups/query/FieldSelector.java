package io.heapster.api.k8s.groups.query;

import io.heapster.api.k8s.request.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Conditions on the name and the namespace of an object, all of which must hold. */
public record FieldSelector(List<Term> terms) {
  /** Selects everything. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  private static final String NAME = "metadata.name";
  private static final String NAMESPACE = "metadata.namespace";
  private static final Set<String> KNOWN = Set.of(NAME, NAMESPACE);

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /**
   * One condition.
   *
   * @param equal whether the field must have the value, or must not
   */
  record Term(String field, boolean equal, String value) {
    boolean matches(String namespace, String name) {
      return value.equals(field.equals(NAME) ? name : namespace) == equal;
    }
  }

  /**
   * Reads {@code metadata.name=a,metadata.namespace!=b}; a backslash keeps a comma, an equals sign
   * or a backslash from counting.
   *
   * @throws StatusException 400 when it is malformed or names another field
   */
  public static FieldSelector parse(String text) {
    if (text.isEmpty()) {
      return EVERYTHING;
    }
    var terms = new ArrayList<Term>();
    int from = 0;
    while (from <= text.length()) {
      int end = end(text, from);
      if (end > from) {
        terms.add(term(text, text.substring(from, end)));
      }
      from = end + 1;
    }
    return new FieldSelector(terms);
  }

  /** Whether an object is selected. */
  public boolean matches(String namespace, String name) {
    for (int i = 0; i < terms.size(); i++) {
      if (!terms.get(i).matches(namespace, name)) {
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
        .map(Term::value)
        .findFirst();
  }

  private static int end(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ',') {
        return i;
      }
    }
    return text.length();
  }

  private static Term term(String selector, String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw StatusException.badRequest(
          "invalid selector: '%s'; can't understand '%s'".formatted(selector, text));
    }
    boolean equal = text.charAt(equals - 1) != '!';
    String field = text.substring(0, equal ? equals : equals - 1);
    if (!KNOWN.contains(field)) {
      throw StatusException.badRequest(
          "\"%s\" is not a known field selector: only \"%s\", \"%s\""
              .formatted(field, NAME, NAMESPACE));
    }
    boolean twice = equal && text.startsWith("==", equals);
    return new Term(field, equal, unescaped(text.substring(twice ? equals + 2 : equals + 1)));
  }

  private static String unescaped(String value) {
    var plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean escapes = c == '\\' && i + 1 < value.length();
      plain.append(escapes ? value.charAt(++i) : c);
    }
    return plain.toString();
  }
}
