package io.heapster.api;

import io.heapster.core.history.Aggregation;
import io.heapster.core.history.HistoryException;
import io.heapster.core.history.HistoryQuery;
import io.heapster.core.history.HistorySeries;
import io.heapster.core.history.HistorySource;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricValue;
import io.heapster.core.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** A past put in by the test; aggregates are computed the simplest way. */
final class ListHistory implements HistorySource {
  /** Asked before each answer; may wait or refuse. */
  interface Gate {
    void pass() throws HistoryException;
  }

  private record Point(
      EntityKey key, String metric, Labels labels, Instant at, MetricValue value) {}

  private final List<Point> points = new CopyOnWriteArrayList<>();
  final List<TimeRange> listRanges = new CopyOnWriteArrayList<>();
  volatile Gate gate = () -> {};

  ListHistory add(EntityKey key, String metric, Instant at, long value) {
    points.add(new Point(key, metric, Labels.EMPTY, at, new MetricValue(ValueType.INT64, value)));
    return this;
  }

  /** A value a second, counting up from 0. */
  void addAll(EntityKey key, String metric, Instant from, int values) {
    var all = new ArrayList<Point>();
    for (int i = 0; i < values; i++) {
      var value = new MetricValue(ValueType.INT64, i);
      all.add(new Point(key, metric, Labels.EMPTY, from.plusSeconds(i), value));
    }
    points.addAll(all);
  }

  ListHistory add(EntityKey key, String metric, Labels labels, Instant at, double value) {
    var number = new MetricValue(ValueType.DOUBLE, Double.doubleToRawLongBits(value));
    points.add(new Point(key, metric, labels, at, number));
    return this;
  }

  @Override
  public List<HistorySeries> read(HistoryQuery query) throws HistoryException {
    gate.pass();
    return query.keys().stream().map(key -> read(query, key)).toList();
  }

  private HistorySeries read(HistoryQuery query, EntityKey key) {
    var builder = new HistorySeries.Builder(query.isRaw() ? 1 : query.aggregations().size());
    var buckets = new TreeMap<Long, List<MetricValue>>();
    for (Point point : points) {
      if (fits(point, query, key)) {
        if (query.isRaw()) {
          set(builder.row(nanos(point.at())), 0, point.value());
        } else {
          buckets
              .computeIfAbsent(bucket(query, point.at()), _ -> new ArrayList<>())
              .add(point.value());
        }
      }
    }
    buckets.forEach((start, values) -> {
      builder.row(start);
      for (int i = 0; i < query.aggregations().size(); i++) {
        set(builder, i, aggregate(query.aggregations().get(i), values));
      }
    });
    return builder.build();
  }

  private static boolean fits(Point point, HistoryQuery query, EntityKey key) {
    return point.key().equals(key)
        && point.metric().equals(query.metric())
        && point.labels().asMap().entrySet().containsAll(query.deviceLabels().asMap().entrySet())
        && query.range().contains(point.at());
  }

  private static long bucket(HistoryQuery query, Instant at) {
    Duration size = query.bucket();
    return size.isZero()
        ? nanos(query.range().start())
        : Math.floorDiv(nanos(at), size.toNanos()) * size.toNanos();
  }

  private static MetricValue aggregate(Aggregation aggregation, List<MetricValue> values) {
    double[] sorted = values.stream().mapToDouble(MetricValue::asDouble).sorted().toArray();
    int n = sorted.length;
    return switch (aggregation) {
      case COUNT -> new MetricValue(ValueType.INT64, n);
      case AVERAGE -> of(values.stream().mapToDouble(MetricValue::asDouble).sum() / n);
      case MEDIAN -> of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
      case MIN -> stored(values, sorted[0]);
      case MAX -> stored(values, sorted[n - 1]);
      case PERCENTILE_50 -> stored(values, sorted[rank(n, 50)]);
      case PERCENTILE_95 -> stored(values, sorted[rank(n, 95)]);
      case PERCENTILE_99 -> stored(values, sorted[rank(n, 99)]);
    };
  }

  private static int rank(int size, int percent) {
    return (int) Math.floor(size * percent / 100.0 + 0.5) - 1;
  }

  private static MetricValue stored(List<MetricValue> values, double wanted) {
    return values.stream().filter(value -> value.asDouble() == wanted).findFirst().orElseThrow();
  }

  private static MetricValue of(double value) {
    return new MetricValue(ValueType.DOUBLE, Double.doubleToRawLongBits(value));
  }

  private static void set(HistorySeries.Builder builder, int column, MetricValue value) {
    if (value.type() == ValueType.INT64) {
      builder.set(column, value.asLong());
    } else {
      builder.set(column, value.asDouble());
    }
  }

  @Override
  public SortedSet<String> metricNames(EntityKey key, TimeRange range) throws HistoryException {
    gate.pass();
    listRanges.add(range);
    var names = new TreeSet<String>();
    points.stream().filter(point -> point.key().equals(key)).forEach(p -> names.add(p.metric()));
    return names;
  }

  @Override
  public SortedSet<String> members(EntityKey owner, EntityKind kind, TimeRange range)
      throws HistoryException {
    gate.pass();
    listRanges.add(range);
    var names = new TreeSet<String>();
    for (Point point : points) {
      if (point.key().kind() == kind) {
        member(point.key(), owner).ifPresent(names::add);
      }
    }
    return names;
  }

  private static Optional<String> member(EntityKey key, EntityKey owner) {
    EntityKey of =
        switch (key) {
          case EntityKey.Pod pod -> new EntityKey.Namespace(pod.namespace());
          case EntityKey.PodContainer container -> container.pod();
          case EntityKey.SystemContainer container -> container.node();
          case EntityKey.Node _, EntityKey.Namespace _, EntityKey.Cluster _ ->
              EntityKey.Cluster.INSTANCE;
        };
    if (!of.equals(owner)) {
      return Optional.empty();
    }
    String text = key.text();
    return Optional.of(
        switch (key) {
          case EntityKey.SystemContainer container -> container.name();
          default -> text.substring(text.lastIndexOf(':') + 1);
        });
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
