package io.heapster.core.metric;

/**
 * The unit of a metric. {@link #schemaText()} is what Heapster declared, which is empty for
 * everything but bytes, ms and ns; {@link #text()} is the real unit, for people.
 */
public enum MetricUnit {
  COUNT("count", ""),
  BYTES("bytes", "bytes"),
  MILLISECONDS("ms", "ms"),
  NANOSECONDS("ns", "ns"),
  MILLICORES("millicores", ""),
  NANOCORES("nanocores", ""),
  BYTES_PER_SECOND("bytes/s", ""),
  PER_SECOND("1/s", ""),
  PERCENT("%", ""),
  RATIO("ratio 0..1", "");

  private final String text;
  private final String schemaText;

  MetricUnit(String text, String schemaText) {
    this.text = text;
    this.schemaText = schemaText;
  }

  public String text() {
    return text;
  }

  public String schemaText() {
    return schemaText;
  }
}
