package io.heapster.core.metric;

/** How successive values of a metric relate to each other. */
public enum MetricKind {
  /** Only grows while the collection start time stays the same. */
  CUMULATIVE("cumulative"),
  /** A value at an instant. */
  GAUGE("gauge"),
  /** The growth since the last sample. */
  DELTA("delta");

  private final String text;

  MetricKind(String text) {
    this.text = text;
  }

  /** The word used on the wire, e.g. in {@code /api/v1/metric-export-schema}. */
  public String text() {
    return text;
  }
}
