package io.heapster.api.telemetry;

/**
 * The name of a registered series, taken apart.
 *
 * @param family its metric; made of the characters that Prometheus allows
 * @param labels in braces, or empty
 */
record SeriesName(String family, String labels) implements Comparable<SeriesName> {

  /**
   * Takes {@code name{a="b"}} apart; of any other text, forbidden characters become underscores.
   */
  static SeriesName parse(String registered) {
    int brace = registered.indexOf('{');
    boolean labeled = brace > 0 && registered.endsWith("}");
    String name = labeled ? registered.substring(0, brace) : registered;
    return new SeriesName(sanitised(name), labeled ? registered.substring(brace) : "");
  }

  private static String sanitised(String name) {
    var text = new StringBuilder(name.length() + 1);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
      if (digit && i == 0) {
        text.append('_');
      }
      text.append(digit || letter ? c : '_');
    }
    return text.toString();
  }

  @Override
  public int compareTo(SeriesName other) {
    int byFamily = family.compareTo(other.family);
    return byFamily != 0 ? byFamily : labels.compareTo(other.labels);
  }
}
