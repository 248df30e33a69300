package io.heapster.api.telemetry;

import java.nio.charset.StandardCharsets;

/** Writes metric families in the text form of Prometheus. Not thread-safe. */
final class PrometheusText {
  private final StringBuilder text = new StringBuilder(16 * 1024);

  /**
   * Begins a family.
   *
   * @param type counter, gauge or summary
   */
  PrometheusText family(String name, String type, String help) {
    String escaped = help.replace("\\", "\\\\").replace("\n", "\\n");
    text.append("# HELP ").append(name).append(' ').append(escaped).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * @param labels in braces, or empty
   */
  PrometheusText sample(String name, String labels, double value) {
    text.append(name).append(labels).append(' ').append(number(value)).append('\n');
    return this;
  }

  /** A family of one gauge without labels. */
  PrometheusText gauge(String name, String help, double value) {
    return family(name, "gauge", help).sample(name, "", value);
  }

  /** A family of one counter without labels. */
  PrometheusText counter(String name, String help, double value) {
    return family(name, "counter", help).sample(name, "", value);
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Adds a label to a set of labels in braces, or to none. */
  static String with(String labels, String name, String value) {
    String pair = name + "=\"" + escaped(value) + '"';
    return labels.isEmpty()
        ? '{' + pair + '}'
        : labels.substring(0, labels.length() - 1) + ',' + pair + '}';
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
