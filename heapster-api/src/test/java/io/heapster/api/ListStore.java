package io.heapster.api;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricSet;
import io.heapster.core.model.MetricValue;
import io.heapster.core.store.MetricStore;
import io.heapster.core.store.TimeRange;
import io.heapster.core.store.TimedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every batch it is given; nothing is thinned out. */
final class ListStore implements MetricStore {
  private final List<DataBatch> batches = new CopyOnWriteArrayList<>();

  /** The ranges of plain metrics asked for, those of snapshots included. */
  final List<TimeRange> asked;

  ListStore() {
    this(new CopyOnWriteArrayList<>());
  }

  private ListStore(List<TimeRange> asked) {
    this.asked = asked;
  }

  void add(DataBatch batch) {
    batches.add(batch);
  }

  @Override
  public Optional<DataBatch> latest() {
    return batches.isEmpty() ? Optional.empty() : Optional.of(batches.getLast());
  }

  @Override
  public List<DataBatch> recent() {
    return List.copyOf(batches);
  }

  @Override
  public List<TimedValue> history(EntityKey key, String metric, TimeRange range) {
    asked.add(range);
    var values = new ArrayList<TimedValue>();
    for (DataBatch batch : batches) {
      batch
          .metricSet(key)
          .filter(set -> range.contains(batch.timestamp()))
          .flatMap(set -> value(set, metric))
          .ifPresent(value -> values.add(new TimedValue(batch.timestamp(), value)));
    }
    return values;
  }

  private static Optional<MetricValue> value(MetricSet set, String name) {
    return MetricCatalog.find(name)
        .filter(metric -> !metric.labeled())
        .or(() ->
            set.table().metrics().stream().filter(each -> each.name().equals(name)).findFirst())
        .flatMap(set::value);
  }

  @Override
  public List<TimedValue> labeledHistory(
      EntityKey key, String metric, Labels deviceLabels, TimeRange range) {
    var values = new ArrayList<TimedValue>();
    Optional<Metric> known = MetricCatalog.find(metric).filter(Metric::labeled);
    for (DataBatch batch : batches) {
      batch
          .metricSet(key)
          .filter(set -> known.isPresent() && range.contains(batch.timestamp()))
          .ifPresent(set ->
              set.forEachLabeled((each, labels, value) -> {
                if (each.equals(known.get()) && labels.equals(deviceLabels)) {
                  values.add(new TimedValue(batch.timestamp(), value));
                }
              }));
    }
    return values;
  }

  @Override
  public SortedSet<String> metricNames(EntityKey key) {
    var names = new TreeSet<String>();
    for (DataBatch batch : batches) {
      batch
          .metricSet(key)
          .ifPresent(set -> set.forEachMetric((metric, value) -> names.add(metric.name())));
    }
    return names;
  }

  @Override
  public MetricStore snapshot() {
    var snapshot = new ListStore(asked);
    snapshot.batches.addAll(batches);
    return snapshot;
  }
}
