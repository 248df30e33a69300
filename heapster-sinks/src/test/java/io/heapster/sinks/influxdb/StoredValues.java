package io.heapster.sinks.influxdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Labels;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a batch by what names them in InfluxDB: measurement, tags, field, time. Made by
 * plain maps from the batch, and from the answers of a server, to be compared.
 */
final class StoredValues {
  final Map<String, String> values = new TreeMap<>();

  /** What should be stored of a batch; the encoder's own code has no part in it. */
  static StoredValues of(DataBatch batch, Schema schema, String clusterName) {
    var stored = new StoredValues();
    for (EntityKind kind : EntityKind.values()) {
      EntityTable table = batch.table(kind);
      LabeledSeries series = table.series();
      for (int row = 0; row < table.size(); row++) {
        var tags = new TreeMap<>(table.labels(row).asMap());
        for (Metric metric : table.metrics()) {
          stored.add(schema, batch, kind, metric, table.column(metric), row, tags, clusterName);
        }
        for (int device = series.first(row); device < series.end(row); device++) {
          var deviceTags = new TreeMap<>(tags);
          Labels labels = series.labels(device);
          deviceTags.putAll(labels.asMap());
          for (Metric metric : series.metrics()) {
            stored.add(
                schema,
                batch,
                kind,
                metric,
                series.column(metric),
                device,
                deviceTags,
                clusterName);
          }
        }
      }
    }
    return stored;
  }

  /** Answers to {@code SELECT * FROM ... GROUP BY *}. */
  static StoredValues of(JsonNode results) {
    var stored = new StoredValues();
    for (JsonNode result : results) {
      result.path("series").forEach(stored::add);
    }
    return stored;
  }

  private void add(JsonNode series) {
    var tags = new TreeMap<String, String>();
    series
        .path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    tags.values().removeIf(String::isEmpty);
    String measurement = series.path("name").asText();
    JsonNode columns = series.path("columns");
    for (JsonNode row : series.path("values")) {
      String nanos = row.path(0).asText();
      for (int column = 1; column < columns.size(); column++) {
        if (!row.path(column).isNull()) {
          String field = columns.path(column).asText();
          values.put(name(measurement, tags, field, nanos), text(row.path(column)));
        }
      }
    }
  }

  private void add(
      Schema schema,
      DataBatch batch,
      EntityKind kind,
      Metric metric,
      Column column,
      int row,
      Map<String, String> labels,
      String clusterName) {
    if (!column.has(row)) {
      return;
    }
    var tags = new TreeMap<>(labels);
    for (String unwanted : new String[] {"namespace_id", "pod_id", "hostname", "host_id"}) {
      tags.remove(unwanted);
    }
    tags.values().removeIf(String::isEmpty);
    tags.put("cluster_name", clusterName);
    String[] parts = metric.name().split("/", 2);
    String measurement =
        switch (schema) {
          case VALUES -> metric.name();
          case FIELDS -> parts[0];
          case WIDE -> kind.type();
        };
    String field =
        switch (schema) {
          case VALUES -> "value";
          case FIELDS -> parts.length == 1 ? "value" : parts[1];
          case WIDE -> metric.name();
        };
    Instant time = batch.timestamp();
    String nanos = time.getEpochSecond() + "%09d".formatted(time.getNano());
    String value =
        metric.valueType() == ValueType.INT64
            ? Long.toString(column.longAt(row))
            : number(column.doubleAt(row));
    values.put(name(measurement, tags, field, nanos), value);
  }

  private static String name(
      String measurement, Map<String, String> tags, String field, String nanos) {
    return measurement + " " + tags + " " + field + " " + nanos;
  }

  private static String text(JsonNode value) {
    return value.isIntegralNumber()
        ? Long.toString(value.longValue())
        : number(value.doubleValue());
  }

  /** The server shows whole floats as integers. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
