package io.heapster.processors;

import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Roster;
import org.jspecify.annotations.Nullable;

/** For each row of a table, the row of the same entity in an earlier tick's table. Immutable. */
final class RowMatch {
  private final int @Nullable [] earlierRows;

  private RowMatch(int @Nullable [] earlierRows) {
    this.earlierRows = earlierRows;
  }

  static RowMatch between(Roster now, Roster earlier) {
    if (now == earlier) {
      return new RowMatch(null);
    }
    int[] rows = new int[now.size()];
    int next = 0;
    for (int row = 0; row < rows.length; row++) {
      EntityKey key = now.key(row);
      // Where entities came or went, the rest still stands in the same order: most rows are found
      // one after the other, by identity, and hashed never.
      rows[row] = next < earlier.size() && earlier.key(next) == key ? next : earlier.rowOf(key);
      if (rows[row] != Roster.NONE) {
        next = rows[row] + 1;
      }
    }
    return new RowMatch(rows);
  }

  /** The earlier row, or {@link Roster#NONE}. */
  int of(int row) {
    int[] rows = earlierRows;
    return rows == null ? row : rows[row];
  }
}
