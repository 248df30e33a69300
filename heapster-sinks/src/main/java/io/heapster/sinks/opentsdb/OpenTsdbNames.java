package io.heapster.sinks.opentsdb;

import io.heapster.core.metric.Metric;

/** Names as OpenTSDB allows them. */
final class OpenTsdbNames {
  private OpenTsdbNames() {}

  /** {@code cpu/limit} becomes {@code cpu_limit_gauge}. */
  static String metric(Metric metric) {
    return tag(metric.name()).replace('/', '_') + "_" + metric.kind().text();
  }

  /** A tag's key or value: what is not allowed becomes an underscore. */
  static String tag(String text) {
    var name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean mark = c == '-' || c == '_' || c == '.' || c == '/';
      name.append(letter || mark || (c >= '0' && c <= '9') ? c : '_');
    }
    return name.toString();
  }
}
