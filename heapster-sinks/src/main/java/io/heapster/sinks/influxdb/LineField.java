package io.heapster.sinks.influxdb;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import java.util.Arrays;

/** A metric of one table as it stands in lines: its names, ready to be copied, and its values. */
final class LineField {
  private static final String VALUE = "value";

  /** Of the line; in the wide schema it is the entity's, and this is not used. */
  final byte[] measurement;

  /** With the equals sign, e.g. {@code value=}. */
  final byte[] key;

  final Column values;

  /** By the metric's type alone: a field never changes its type. */
  final boolean integer;

  private LineField(String measurement, String key, Metric metric, Column values) {
    this.measurement = LineText.MEASUREMENT.bytes(measurement);
    byte[] name = LineText.KEY.bytes(key);
    this.key = Arrays.copyOf(name, name.length + 1);
    this.key[name.length] = '=';
    this.integer = metric.valueType() == ValueType.INT64;
    this.values = values;
  }

  static LineField of(Metric metric, Column values, Schema schema) {
    String name = metric.name();
    return switch (schema) {
      case VALUES -> new LineField(name, VALUE, metric, values);
      case WIDE -> new LineField("", name, metric, values);
      case FIELDS -> {
        int slash = name.indexOf('/');
        yield slash < 0 || slash == name.length() - 1
            ? new LineField(name, VALUE, metric, values)
            : new LineField(name.substring(0, slash), name.substring(slash + 1), metric, values);
      }
    };
  }
}
