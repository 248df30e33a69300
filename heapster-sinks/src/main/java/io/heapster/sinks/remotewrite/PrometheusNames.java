package io.heapster.sinks.remotewrite;

import io.heapster.core.metric.Metric;

/** Names as Prometheus allows them. */
final class PrometheusNames {
  private PrometheusNames() {}

  /** {@code cpu/usage} becomes {@code heapster_cpu_usage_total}: counters end in {@code _total}. */
  static String metric(String prefix, Metric metric) {
    String name = prefix + sanitized(metric.name(), true);
    return metric.isCumulative() && !name.endsWith("_total") ? name + "_total" : name;
  }

  /** A label's name: what is not allowed becomes an underscore. */
  static String label(String key) {
    String name = sanitized(key, false);
    boolean digitFirst = !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9';
    return digitFirst || name.isEmpty() ? "_" + name : name;
  }

  private static String sanitized(String text, boolean colons) {
    var name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean allowed = letter || (c >= '0' && c <= '9') || c == '_' || (c == ':' && colons);
      name.append(allowed ? c : '_');
    }
    return name.toString();
  }
}
