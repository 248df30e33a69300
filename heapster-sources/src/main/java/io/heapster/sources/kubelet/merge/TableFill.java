package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of one table while the samples are poured into them. Used for one tick. */
final class TableFill {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final EntityKind kind;
  private final Entities entities;
  private final int rows;
  private final Column.@Nullable Builder[] columns =
      new Column.@Nullable Builder[MetricCatalog.PLAIN.size()];
  private final Column.Builder starts;
  private final Column.Builder sampled;
  private final Column.Builder uptimes;
  private final CustomFill custom;
  private final LabeledSeries.Builder series;

  /**
   * @param deviceCount number of series that will be started
   */
  TableFill(EntityKind kind, Entities entities, int deviceCount, Drops drops) {
    this.kind = kind;
    this.entities = entities;
    this.rows = entities.roster().size();
    this.starts = Column.builder(ValueType.INT64, rows);
    this.sampled = Column.builder(ValueType.INT64, rows);
    this.uptimes = Column.builder(ValueType.INT64, rows);
    this.custom = new CustomFill(rows, drops);
    this.series = new LabeledSeries.Builder(rows, deviceCount);
  }

  void setBits(int row, int metric, long bits) {
    Column.Builder column = columns[metric];
    if (column == null) {
      column = Column.builder(MetricCatalog.PLAIN.get(metric).valueType(), rows);
      columns[metric] = column;
    }
    column.setBits(row, bits);
  }

  /** Sets what follows from an entity's times; 0 where the kubelet gave none. */
  void times(int row, long startNanos, long sampleNanos, long nowNanos) {
    if (startNanos != 0) {
      starts.setBits(row, startNanos);
      // A kubelet's clock may run ahead of ours.
      uptimes.setBits(row, Math.max(0, (nowNanos - startNanos) / NANOS_PER_MILLI));
    }
    if (sampleNanos != 0) {
      sampled.setBits(row, sampleNanos);
    }
  }

  CustomFill custom() {
    return custom;
  }

  LabeledSeries.Builder series() {
    return series;
  }

  /**
   * The finished table.
   *
   * @param seriesBefore the same table's series a tick ago
   */
  EntityTable build(LabeledSeries seriesBefore) {
    EntityTable.Builder table =
        EntityTable.builder(kind).entities(entities.roster(), entities.labels());
    List<Metric> metrics = MetricCatalog.PLAIN;
    for (int metric = 0; metric < columns.length; metric++) {
      Column.Builder column = columns[metric];
      if (column != null) {
        table.column(metrics.get(metric), column.build());
      }
    }
    custom.addTo(table);
    return table
        .column(PlainMetrics.UPTIME, uptimes.build())
        .collectionStart(starts.build())
        .sampleTime(sampled.build())
        .series(series.build(seriesBefore))
        .build();
  }
}
