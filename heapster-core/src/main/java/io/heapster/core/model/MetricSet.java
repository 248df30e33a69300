package io.heapster.core.model;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Read-only view of one row of a table: everything known of one entity at one tick. */
public record MetricSet(EntityTable table, int row) {

  public EntityKey key() {
    return table.key(row);
  }

  public Labels labels() {
    return table.labels(row);
  }

  /** The value of a plain metric. */
  public Optional<MetricValue> value(Metric metric) {
    Column column = table.column(metric);
    return column.has(row) ? Optional.of(MetricValue.at(column, row)) : Optional.empty();
  }

  /** Visits the plain metrics that have a value: catalogue order, then custom ones. */
  public void forEachMetric(BiConsumer<Metric, MetricValue> visitor) {
    for (Metric metric : table.metrics()) {
      value(metric).ifPresent(value -> visitor.accept(metric, value));
    }
  }

  /** Takes one value of a labelled metric. */
  public interface LabeledVisitor {
    void accept(Metric metric, Labels deviceLabels, MetricValue value);
  }

  /** Visits the labelled values, device by device, metrics in catalogue order. */
  public void forEachLabeled(LabeledVisitor visitor) {
    LabeledSeries series = table.series();
    for (int at = series.first(row); at < series.end(row); at++) {
      for (Metric metric : MetricCatalog.LABELED) {
        Column column = series.column(metric);
        if (column.has(at)) {
          visitor.accept(metric, series.labels(at), MetricValue.at(column, at));
        }
      }
    }
  }

  /** Since when the counters count; the kubelet's clock. */
  public Optional<Instant> collectionStart() {
    return time(table.collectionStart());
  }

  public Optional<Instant> entityCreated() {
    return time(table.entityCreated());
  }

  /** When the values were measured; the kubelet's clock. */
  public Optional<Instant> sampleTime() {
    return time(table.sampleTime());
  }

  private Optional<Instant> time(Column epochNanos) {
    return epochNanos.has(row)
        ? Optional.of(Instant.ofEpochSecond(0, epochNanos.longAt(row)))
        : Optional.empty();
  }
}
