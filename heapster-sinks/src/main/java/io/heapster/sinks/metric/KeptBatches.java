package io.heapster.sinks.metric;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.LabeledSeries;
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

/** Both stores at one time, and the answers from them. Immutable. */
record KeptBatches(List<DataBatch> recent, LongStore kept) implements MetricStore {

  @Override
  public Optional<DataBatch> latest() {
    return recent.isEmpty() ? Optional.empty() : Optional.of(recent.getLast());
  }

  @Override
  public List<TimedValue> history(EntityKey key, String metric, TimeRange range) {
    if (kept.keeps(key.kind(), metric)) {
      return kept.history(key, metric, range);
    }
    Optional<Metric> plain = PlainMetricNames.find(metric);
    var values = new ArrayList<TimedValue>();
    if (plain.isEmpty()) {
      return values;
    }
    for (DataBatch batch : within(range)) {
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
    for (DataBatch batch : within(range)) {
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
    for (DataBatch batch : recent) {
      batch
          .metricSet(key)
          .ifPresent(set -> set.forEachMetric((metric, _) -> names.add(metric.name())));
    }
    return names;
  }

  private List<DataBatch> within(TimeRange range) {
    return recent.stream().filter(batch -> range.contains(batch.timestamp())).toList();
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

  @Override
  public MetricStore snapshot() {
    return this;
  }
}
