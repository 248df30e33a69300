package io.heapster.sinks.metric;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
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
  private volatile KeptBatches stores;

  public MetricSink(MetricSinkConfig config, TimeSource time, Telemetry telemetry) {
    this.config = config;
    this.time = time;
    this.stores = new KeptBatches(List.of(), LongStore.of(config.longMetricsByKind()));
    for (EntityKind kind : EntityKind.values()) {
      telemetry.gauge(SelfMetric.BATCH_ENTITIES, () -> entities(kind), kind.type());
    }
    telemetry.gauge(SelfMetric.BATCH_TIMESTAMP, this::timestampSeconds);
  }

  @Override
  public void accept(DataBatch batch) {
    KeptBatches before = stores;
    Instant now = time.now();
    var recent = new ArrayList<DataBatch>();
    for (DataBatch old : before.recent()) {
      if (isKept(old.timestamp(), now.minus(config.shortDuration()), batch)) {
        recent.add(old);
      }
    }
    recent.add(batch);
    LongStore kept = before.kept().append(batch, now.minus(config.longDuration()));
    batch.prepareLookups(); // here, or the first reader does it on an event loop
    stores = new KeptBatches(List.copyOf(recent), kept);
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
    return stores.latest();
  }

  @Override
  public List<DataBatch> recent() {
    return stores.recent();
  }

  @Override
  public List<TimedValue> history(EntityKey key, String metric, TimeRange range) {
    return stores.history(key, metric, range);
  }

  @Override
  public List<TimedValue> labeledHistory(
      EntityKey key, String metric, Labels deviceLabels, TimeRange range) {
    return stores.labeledHistory(key, metric, deviceLabels, range);
  }

  @Override
  public SortedSet<String> metricNames(EntityKey key) {
    return stores.metricNames(key);
  }

  @Override
  public MetricStore snapshot() {
    return stores;
  }

  private int entities(EntityKind kind) {
    return latest().map(batch -> batch.table(kind).size()).orElse(0);
  }

  private double timestampSeconds() {
    return latest().map(batch -> batch.timestamp().toEpochMilli() / 1000.0).orElse(0.0);
  }
}
