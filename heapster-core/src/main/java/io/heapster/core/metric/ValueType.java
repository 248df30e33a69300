package io.heapster.core.metric;

/** The number a metric holds. Never changes for a given metric: stores reject mixed types. */
public enum ValueType {
  INT64("int64"),
  DOUBLE("double");

  private final String text;

  ValueType(String text) {
    this.text = text;
  }

  /** The word used on the wire. */
  public String text() {
    return text;
  }
}
