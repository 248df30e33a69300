package io.heapster.api.k8s.request;

/**
 * The one object that a list is narrowed to by {@code fieldSelector=metadata.name=...}: RBAC rules
 * with names of objects are asked about it. Selectors that cannot be read narrow nothing here; who
 * answers the request refuses them.
 */
final class FieldSelectorName {
  private FieldSelectorName() {}

  /** The name; empty without one, and for what cannot be a segment of a path. */
  static String of(String selector) {
    int from = 0;
    while (from < selector.length()) {
      int end = unescaped(selector, ',', from);
      String value = equalsTerm(selector.substring(from, end));
      if (!value.isEmpty()) {
        return value;
      }
      from = end + 1;
    }
    return "";
  }

  private static String equalsTerm(String term) {
    int equals = term.indexOf('=');
    if (equals < 0 || !term.substring(0, equals).equals("metadata.name")) {
      return "";
    }
    boolean twice = term.startsWith("=", equals + 1);
    String value = unescape(term.substring(equals + (twice ? 2 : 1)));
    boolean odd = value.equals(".") || value.equals("..");
    return odd || value.indexOf('/') >= 0 || value.indexOf('%') >= 0 ? "" : value;
  }

  private static int unescaped(String text, char wanted, int from) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == wanted) {
        return at;
      }
    }
    return text.length();
  }

  private static String unescape(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    var plain = new StringBuilder(value.length());
    for (int at = 0; at < value.length(); at++) {
      boolean escape = value.charAt(at) == '\\' && at + 1 < value.length();
      plain.append(value.charAt(escape ? ++at : at));
    }
    return plain.toString();
  }
}
