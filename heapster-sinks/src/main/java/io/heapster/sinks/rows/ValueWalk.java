package io.heapster.sinks.rows;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Every value of a batch, entity by entity: first an entity's plain metrics in catalogue order,
 * custom ones last, then its devices'. The same batch is always walked in the same order.
 */
public final class ValueWalk {
  private final EntityTable table;
  private final List<Metric> metrics;
  private final List<Column> columns = new ArrayList<>();
  private final LabeledSeries series;
  private final List<Metric> deviceMetrics;
  private final List<Column> deviceColumns = new ArrayList<>();

  /** Takes the values one by one. */
  public interface Visitor {

    /** An entity begins. */
    void entity(EntityTable table, int row) throws IOException, InterruptedException;

    /**
     * A value of the entity begun.
     *
     * @param device labels of the device it belongs to; {@link Labels#EMPTY} for a plain metric
     * @param values holds the value
     * @param at where in {@code values}
     */
    void value(Metric metric, Labels device, Column values, int at)
        throws IOException, InterruptedException;

    /** The entity has no more values. */
    default void end() throws IOException, InterruptedException {}
  }

  private ValueWalk(EntityTable table) {
    this.table = table;
    this.metrics = table.metrics();
    metrics.forEach(metric -> columns.add(table.column(metric)));
    this.series = table.series();
    this.deviceMetrics =
        MetricCatalog.LABELED.stream().filter(metric -> !series.column(metric).isEmpty()).toList();
    deviceMetrics.forEach(metric -> deviceColumns.add(series.column(metric)));
  }

  /** Walks the whole batch. */
  public static void of(DataBatch batch, Visitor visitor) throws IOException, InterruptedException {
    for (EntityKind kind : EntityKind.values()) {
      var walk = new ValueWalk(batch.table(kind));
      for (int row = 0; row < walk.table.size(); row++) {
        visitor.entity(walk.table, row);
        walk.plain(row, visitor);
        walk.devices(row, visitor);
        visitor.end();
      }
    }
  }

  private void plain(int row, Visitor visitor) throws IOException, InterruptedException {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.has(row)) {
        visitor.value(metrics.get(i), Labels.EMPTY, column, row);
      }
    }
  }

  private void devices(int row, Visitor visitor) throws IOException, InterruptedException {
    for (int at = series.first(row); at < series.end(row); at++) {
      for (int i = 0; i < deviceColumns.size(); i++) {
        Column column = deviceColumns.get(i);
        if (column.has(at)) {
          visitor.value(deviceMetrics.get(i), series.labels(at), column, at);
        }
      }
    }
  }
}
