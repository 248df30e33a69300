package io.heapster.sinks.metric;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricSet;
import io.heapster.core.model.MetricValue;
import io.heapster.core.pipeline.BatchReceiver;
import io.heapster.core.store.MetricStore;
import io.heapster.core.store.TimeRange;
import io.heapster.core.store.TimedValue;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The in-memory store: whole batches for a short time, a few metrics for a longer one. Old batches
 * go when a new one comes and not before, so the newest is always there, however old.
 *
 * <p>One thread writes (the tick's); readers take no lock: a finished state is published by one
 * volatile write and never changes. Ages are counted from a batch's timestamp by the wall clock.
 */
public final class MetricSink implements MetricStore, BatchReceiver {
  private final MetricSinkConfig config;
  private final TimeSource time;
  private volatile Stores stores;

  /** Both stores at one time. */
  private record Stores(List<DataBatch> recent, LongStore kept) {}

  public MetricSink(MetricSinkConfig config, TimeSource time, Telemetry telemetry) {
    this.config = config;
    this.time = time;
    List<Metric> longMetrics =
        config.longMetrics().stream()
            .flatMap(name -> PlainMetricNames.find(name).stream())
            .toList();
    this.stores = new Stores(List.of(), LongStore.of(longMetrics));
    for (EntityKind kind : EntityKind.values()) {
      telemetry.gauge(SelfMetric.BATCH_ENTITIES, () -> entities(kind), kind.type());
    }
    telemetry.gauge(SelfMetric.BATCH_TIMESTAMP, this::timestampSeconds);
  }

  @Override
  public void accept(DataBatch batch) {
    Stores before = stores;
    Instant now = time.now();
    var recent = new ArrayList<DataBatch>();
    for (DataBatch old : before.recent) {
      if (isKept(old.timestamp(), now.minus(config.shortDuration()), batch)) {
        recent.add(old);
      }
    }
    recent.add(batch);
    LongStore kept = before.kept.append(batch, now.minus(config.longDuration()));
    batch.prepareLookups(); // here, or the first reader does it on an event loop
    stores = new Stores(List.copyOf(recent), kept);
  }

  /**
   * Whether an older batch stays when a new one comes: not expired, and not of a time that the wall
   * clock was set back from, which would stand at the end of every history for as long.
   */
  static boolean isKept(Instant old, Instant expired, DataBatch fresh) {
    return old.isAfter(expired) && !old.isAfter(fresh.timestamp());
  }

  @Override
  public Optional<DataBatch> latest() {
    List<DataBatch> recent = stores.recent;
    return recent.isEmpty() ? Optional.empty() : Optional.of(recent.getLast());
  }

  @Override
  public List<DataBatch> recent() {
    return stores.recent;
  }

  @Override
  public List<TimedValue> history(EntityKey key, String metric, TimeRange range) {
    Stores now = stores;
    if (now.kept.keeps(metric)) {
      return now.kept.history(key, metric, range);
    }
    Optional<Metric> plain = PlainMetricNames.find(metric);
    var values = new ArrayList<TimedValue>();
    if (plain.isEmpty()) {
      return values;
    }
    for (DataBatch batch : within(now, range)) {
      batch
          .metricSet(key)
          .flatMap(set -> set.value(plain.get()))
          .ifPresent(value -> values.add(new TimedValue(batch.timestamp(), value)));
    }
    return values;
  }

  @Override
  public List<TimedValue> labeledHistory(
      EntityKey key, String metric, Labels deviceLabels, TimeRange range) {
    Optional<Metric> labeled = MetricCatalog.find(metric).filter(Metric::labeled);
    var values = new ArrayList<TimedValue>();
    if (labeled.isEmpty()) {
      return values;
    }
    for (DataBatch batch : within(stores, range)) {
      Optional<MetricSet> set = batch.metricSet(key);
      if (set.isPresent()) {
        for (MetricValue value : ofDevice(set.get(), labeled.get(), deviceLabels)) {
          values.add(new TimedValue(batch.timestamp(), value));
        }
      }
    }
    return values;
  }

  @Override
  public SortedSet<String> metricNames(EntityKey key) {
    var names = new TreeSet<String>();
    for (DataBatch batch : stores.recent) {
      batch
          .metricSet(key)
          .ifPresent(set -> set.forEachMetric((metric, _) -> names.add(metric.name())));
    }
    return names;
  }

  private static List<DataBatch> within(Stores stores, TimeRange range) {
    return stores.recent.stream().filter(batch -> range.contains(batch.timestamp())).toList();
  }

  private static List<MetricValue> ofDevice(MetricSet set, Metric metric, Labels deviceLabels) {
    LabeledSeries series = set.table().series();
    Column column = series.column(metric);
    var values = new ArrayList<MetricValue>();
    for (int at = series.first(set.row()); at < series.end(set.row()); at++) {
      if (column.has(at) && series.labels(at).equals(deviceLabels)) {
        values.add(MetricValue.at(column, at));
      }
    }
    return values;
  }

  private int entities(EntityKind kind) {
    return latest().map(batch -> batch.table(kind).size()).orElse(0);
  }

  private double timestampSeconds() {
    return latest().map(batch -> batch.timestamp().toEpochMilli() / 1000.0).orElse(0.0);
  }
}
