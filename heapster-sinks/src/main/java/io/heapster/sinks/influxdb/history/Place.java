package io.heapster.sinks.influxdb.history;

import io.heapster.core.metric.EntityKind;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;

/** Where the sink wrote a metric: the reverse of what its lines look like. */
record Place(String measurement, String field) {
  private static final String VALUE = "value";

  static Place of(String metric, EntityKind kind, Schema schema) {
    return switch (schema) {
      case VALUES -> new Place(metric, VALUE);
      case WIDE -> new Place(kind.type(), metric);
      case FIELDS -> {
        int slash = metric.indexOf('/');
        yield slash < 0 || slash == metric.length() - 1
            ? new Place(metric, VALUE)
            : new Place(metric.substring(0, slash), metric.substring(slash + 1));
      }
    };
  }

  /** The metric that stands here. */
  String metric(Schema schema) {
    return switch (schema) {
      case VALUES -> measurement;
      case WIDE -> field;
      case FIELDS -> field.equals(VALUE) ? measurement : measurement + '/' + field;
    };
  }
}
