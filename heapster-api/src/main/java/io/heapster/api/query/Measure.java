package io.heapster.api.query;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricUnit;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Owners;
import java.util.Optional;

/** Something of which each entity has one number, or none. */
sealed interface Measure permits Measure.Plain, Derived, Measure.PodCount {

  /** The name in questions and answers. */
  String text();

  ValueType type();

  MetricUnit unit();

  /** The numbers of a table of the batch, all of them finite. */
  Column of(DataBatch batch, EntityTable table);

  /** Why the numbers of several entities may not be added up; empty where they may. */
  default Optional<String> whyNoSum() {
    return unit() == MetricUnit.RATIO || unit() == MetricUnit.PERCENT
        ? Optional.of(
            "is a share (%s), and shares do not add up; sum what it is a share of"
                .formatted(unit().text()))
        : Optional.empty();
  }

  /** A metric with one value per entity. */
  record Plain(Metric metric) implements Measure {
    @Override
    public String text() {
      return metric.name();
    }

    @Override
    public ValueType type() {
      return metric.valueType();
    }

    @Override
    public MetricUnit unit() {
      return metric.unit();
    }

    @Override
    public Optional<String> whyNoSum() {
      return metric.isCumulative()
          ? Optional.of(
              "is a counter, and counters begun at different times do not add up" + instead())
          : Measure.super.whyNoSum();
    }

    private String instead() {
      for (MetricCatalog.Rate each : MetricCatalog.RATES) {
        if (each.counter().equals(metric)) {
          return "; sum its rate, " + each.rate().name();
        }
      }
      return "";
    }

    @Override
    public Column of(DataBatch batch, EntityTable table) {
      return finite(table.column(metric), table.size());
    }
  }

  /** How many pods of the batch a node or namespace has. */
  record PodCount() implements Measure {
    static final String NAME = "pods";

    @Override
    public String text() {
      return NAME;
    }

    @Override
    public ValueType type() {
      return ValueType.INT64;
    }

    @Override
    public MetricUnit unit() {
      return MetricUnit.COUNT;
    }

    @Override
    public Column of(DataBatch batch, EntityTable table) {
      Owners owners = table == batch.nodes() ? batch.nodeOfPod() : batch.namespaceOfPod();
      Column.Builder counts = Column.builder(ValueType.INT64, table.size());
      for (int row = 0; row < table.size(); row++) {
        counts.set(row, 0L);
      }
      for (int pod = 0; pod < owners.size(); pod++) {
        if (owners.of(pod) != Owners.NONE) {
          counts.add(owners.of(pod), 1L);
        }
      }
      return counts.build();
    }
  }

  /** The column without infinities and NaN, which applications may expose and JSON cannot hold. */
  static Column finite(Column column, int rows) {
    if (column.type() == ValueType.INT64 || isFinite(column, rows)) {
      return column;
    }
    Column.Builder kept = Column.builder(column.type(), rows);
    for (int row = 0; row < rows; row++) {
      if (column.has(row) && Double.isFinite(column.doubleAt(row))) {
        kept.copy(row, column, row);
      }
    }
    return kept.build();
  }

  private static boolean isFinite(Column column, int rows) {
    for (int row = 0; row < rows; row++) {
      if (column.has(row) && !Double.isFinite(column.doubleAt(row))) {
        return false;
      }
    }
    return true;
  }
}
