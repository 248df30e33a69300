package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import io.heapster.sources.kubelet.sample.NodeSample.CustomValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The user-defined columns of one table, at most {@link EntityTable#MAX_CUSTOM_METRICS}; where two
 * entities disagree about a metric's kind, the first one is believed.
 */
final class CustomFill {
  private final int rows;
  private final Drops drops;
  private final Map<String, CustomColumn> columns = new LinkedHashMap<>();

  private record CustomColumn(Metric metric, Column.Builder values) {}

  CustomFill(int rows, Drops drops) {
    this.rows = rows;
    this.drops = drops;
  }

  void set(int row, CustomValue value) {
    CustomColumn column = columns.get(value.name());
    if (column == null) {
      if (columns.size() == EntityTable.MAX_CUSTOM_METRICS) {
        drops.customOverflow();
        return;
      }
      column =
          new CustomColumn(
              Metric.custom(value.name(), value.kind()), Column.builder(ValueType.DOUBLE, rows));
      columns.put(value.name(), column);
    }
    column.values().set(row, value.value());
  }

  void addTo(EntityTable.Builder table) {
    for (CustomColumn column : columns.values()) {
      table.column(column.metric(), column.values().build());
    }
  }
}
