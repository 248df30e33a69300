package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.Aggregation;
import io.heapster.core.history.HistoryQuery;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricValue;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Points, as lines for the database, and every question answered from them the simplest way. */
final class NaivePast {

  /** A value as it was measured. */
  record Point(EntityKey key, String metric, Labels device, Instant at, MetricValue value) {}

  /** A row of an answer. */
  record Row(Instant at, List<MetricValue> values) {}

  private final List<Point> points = new ArrayList<>();

  void add(EntityKey key, String metric, Instant at, long value) {
    add(key, metric, Labels.EMPTY, at, new MetricValue(ValueType.INT64, value));
  }

  void add(EntityKey key, String metric, Instant at, double value) {
    add(key, metric, Labels.EMPTY, at, number(value));
  }

  void add(EntityKey key, String metric, Labels device, Instant at, MetricValue value) {
    points.add(new Point(key, metric, device, at, value));
  }

  /** The points as a sink for a cluster writes them; {@code cluster} empty leaves the tag out. */
  String lines(Schema schema, String cluster) {
    var lines = new StringBuilder();
    for (Point point : points) {
      String metric = point.metric();
      int slash = metric.indexOf('/');
      boolean split = schema == Schema.FIELDS && slash > 0;
      String measurement =
          switch (schema) {
            case VALUES -> metric;
            case FIELDS -> split ? metric.substring(0, slash) : metric;
            case WIDE -> point.key().kind().type();
          };
      String field =
          switch (schema) {
            case VALUES -> "value";
            case FIELDS -> split ? metric.substring(slash + 1) : "value";
            case WIDE -> metric;
          };
      lines.append(measurement).append(",type=").append(point.key().kind().type());
      if (!cluster.isEmpty()) {
        lines.append(",cluster_name=").append(cluster);
      }
      tags(point.key(), lines);
      point.device().forEach((key, value) -> tag(lines, key, value));
      lines.append(' ').append(field).append('=').append(point.value());
      lines.append(point.value().type() == ValueType.INT64 ? "i " : " ");
      lines.append(nanos(point.at())).append('\n');
    }
    return lines.toString();
  }

  private static void tags(EntityKey key, StringBuilder lines) {
    switch (key) {
      case EntityKey.Cluster _ -> {}
      case EntityKey.Namespace(String name) -> tag(lines, "namespace_name", name);
      case EntityKey.Node(String name) -> tag(lines, "nodename", name);
      case EntityKey.Pod(String namespace, String name) -> {
        tag(lines, "namespace_name", namespace);
        tag(lines, "pod_name", name);
        tag(lines, "nodename", "n1");
      }
      case EntityKey.PodContainer(EntityKey.Pod pod, String name) -> {
        tags(pod, lines);
        tag(lines, "container_name", name);
      }
      case EntityKey.SystemContainer(EntityKey.Node node, String name) -> {
        tags(node, lines);
        tag(lines, "container_name", name);
      }
    }
  }

  private static void tag(StringBuilder lines, String key, String value) {
    lines.append(',').append(key).append('=');
    lines.append(value.replace(" ", "\\ ").replace(",", "\\,").replace("=", "\\="));
  }

  List<Row> answer(HistoryQuery query, EntityKey key) {
    var buckets = new TreeMap<Long, List<MetricValue>>();
    for (Point point : points) {
      boolean fits =
          point.key().equals(key)
              && point.metric().equals(query.metric())
              && point
                  .device()
                  .asMap()
                  .entrySet()
                  .containsAll(query.deviceLabels().asMap().entrySet())
              && query.range().contains(point.at());
      if (fits) {
        buckets
            .computeIfAbsent(bucket(query, point.at()), _ -> new ArrayList<>())
            .add(point.value());
      }
    }
    var rows = new ArrayList<Row>();
    buckets.forEach((at, values) -> {
      Instant time = Instant.ofEpochSecond(0, at);
      if (query.isRaw()) {
        values.forEach(value -> rows.add(new Row(time, List.of(value))));
      } else {
        rows.add(
            new Row(time, query.aggregations().stream().map(each -> of(each, values)).toList()));
      }
    });
    return rows;
  }

  private static long bucket(HistoryQuery query, Instant at) {
    if (query.isRaw()) {
      return nanos(at);
    }
    long size = query.bucket().toNanos();
    return size == 0 ? nanos(query.range().start()) : Math.floorDiv(nanos(at), size) * size;
  }

  private static MetricValue of(Aggregation aggregation, List<MetricValue> values) {
    List<MetricValue> sorted =
        values.stream().sorted((a, b) -> Double.compare(a.asDouble(), b.asDouble())).toList();
    int n = sorted.size();
    return switch (aggregation) {
      case COUNT -> new MetricValue(ValueType.INT64, n);
      case AVERAGE -> number(values.stream().mapToDouble(MetricValue::asDouble).sum() / n);
      case MEDIAN ->
          number((sorted.get((n - 1) / 2).asDouble() + sorted.get(n / 2).asDouble()) / 2);
      case MIN -> sorted.getFirst();
      case MAX -> sorted.getLast();
      case PERCENTILE_50 -> sorted.get(rank(n, 50));
      case PERCENTILE_95 -> sorted.get(rank(n, 95));
      case PERCENTILE_99 -> sorted.get(rank(n, 99));
    };
  }

  private static int rank(int size, int percent) {
    return (int) Math.floor(size * percent / 100.0 + 0.5) - 1;
  }

  static MetricValue number(double value) {
    return new MetricValue(ValueType.DOUBLE, Double.doubleToRawLongBits(value));
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }
}
