package io.heapster.core.model;

import io.heapster.core.metric.ValueType;

/** One number of one of the two value types. */
public record MetricValue(ValueType type, long bits) {

  /** The value of a row which has one. */
  public static MetricValue at(Column column, int row) {
    return new MetricValue(column.type(), column.bits(row));
  }

  /** The integer, or the whole part of the double. */
  public long asLong() {
    return type == ValueType.INT64 ? bits : (long) Double.longBitsToDouble(bits);
  }

  public double asDouble() {
    return type == ValueType.DOUBLE ? Double.longBitsToDouble(bits) : (double) bits;
  }

  @Override
  public String toString() {
    return type == ValueType.INT64 ? Long.toString(bits) : Double.toString(asDouble());
  }
}
