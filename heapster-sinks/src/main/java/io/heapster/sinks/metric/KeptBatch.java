package io.heapster.sinks.metric;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.Column;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is left of a batch in the long store: a column per kind of entity and long-kept metric, in
 * the metrics' order; rows as the store's roster of that kind.
 */
record KeptBatch(Instant timestamp, Map<EntityKind, List<Column>> columns) {

  KeptBatch {
    columns = Map.copyOf(columns);
  }

  List<Column> of(EntityKind kind) {
    return columns.getOrDefault(kind, List.of());
  }

  /** Whether any of the metrics has a value at a row. */
  boolean has(EntityKind kind, int row) {
    for (Column column : of(kind)) {
      if (column.has(row)) {
        return true;
      }
    }
    return false;
  }

  /** A copy with the columns of one kind exchanged. */
  KeptBatch with(EntityKind kind, UnaryOperator<Column> change) {
    var changed = new EnumMap<EntityKind, List<Column>>(columns);
    changed.put(kind, of(kind).stream().map(change).toList());
    return new KeptBatch(timestamp, changed);
  }
}
