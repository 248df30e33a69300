package io.heapster.api.k8s.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One condition of a field selector. What access is asked for and what is served read selectors by
 * this one grammar: where they differed, RBAC rules with names of objects could be passed by.
 *
 * @param equal whether the field must have the value, or must not
 */
public record FieldTerm(String field, boolean equal, String value) {

  /**
   * The conditions of a selector as written; a backslash keeps a comma, an equals sign or a
   * backslash from counting.
   */
  public static List<String> split(String selector) {
    var terms = new ArrayList<String>();
    int from = 0;
    while (from < selector.length()) {
      int end = comma(selector, from);
      if (end > from) {
        terms.add(selector.substring(from, end));
      }
      from = end + 1;
    }
    return terms;
  }

  /**
   * Reads {@code field=value}, {@code field==value} or {@code field!=value}; empty for all else.
   */
  public static Optional<FieldTerm> parse(String term) {
    int equals = term.indexOf('=');
    if (equals <= 0) {
      return Optional.empty();
    }
    boolean equal = term.charAt(equals - 1) != '!';
    String field = term.substring(0, equal ? equals : equals - 1);
    boolean twice = equal && term.startsWith("==", equals);
    String value = unescaped(term.substring(twice ? equals + 2 : equals + 1));
    return Optional.of(new FieldTerm(field, equal, value));
  }

  private static int comma(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == ',') {
        return at;
      }
    }
    return text.length();
  }

  private static String unescaped(String value) {
    var plain = new StringBuilder(value.length());
    for (int at = 0; at < value.length(); at++) {
      boolean escape = value.charAt(at) == '\\' && at + 1 < value.length();
      plain.append(value.charAt(escape ? ++at : at));
    }
    return plain.toString();
  }
}
