package io.heapster.sinks.metric;

import io.heapster.core.model.Column;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Roster;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one roster map to those of another, so that columns can be laid out anew. Costs
 * nothing when both lie alike: then columns are shared.
 *
 * @param target the other roster
 * @param rows the target row of each source row, {@link Roster#NONE} for those left out; absent
 *     when all stay where they are
 */
record Placement(Roster target, int @Nullable [] rows) {

  /** Every row of {@code source} in {@code target}; keys that the target lacks are appended. */
  static Placement adding(Roster source, Roster target) {
    if (source == target) {
      return new Placement(target, null);
    }
    int[] rows = new int[source.size()];
    var added = new ArrayList<EntityKey>();
    boolean moved = false;
    int next = 0;
    for (int row = 0; row < rows.length; row++) {
      EntityKey key = source.key(row);
      int found = find(key, target, next);
      if (found == Roster.NONE) {
        rows[row] = target.size() + added.size();
        added.add(key);
      } else {
        rows[row] = found;
        next = found + 1;
      }
      moved |= rows[row] != row;
    }
    if (moved) {
      return new Placement(target.append(added), rows);
    }
    // The source itself where it can be: its look-up index then serves both.
    boolean alike = target.size() + added.size() == rows.length;
    return new Placement(alike ? source : target.append(added), null);
  }

  /** Every row of {@code source} that {@code target} lists. */
  static Placement keeping(Roster source, Roster target) {
    int[] rows = new int[source.size()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = target.rowOf(source.key(row));
    }
    return new Placement(target, rows);
  }

  /** The column's values at their rows in the target. */
  Column place(Column column) {
    int[] targets = rows;
    if (targets == null || column.isEmpty()) {
      return column;
    }
    Column.Builder placed = Column.builder(column.type(), target.size());
    for (int row = 0; row < targets.length; row++) {
      if (targets[row] != Roster.NONE && column.has(row)) {
        placed.copy(targets[row], column, row);
      }
    }
    return placed.build();
  }

  /** Most entities stand where the one before them lets expect it, which spares the hash. */
  private static int find(EntityKey key, Roster target, int expected) {
    return expected < target.size() && target.key(expected).equals(key)
        ? expected
        : target.rowOf(key);
  }
}
