package io.heapster.processors;

import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Roster;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For each row of a table, the row of the same entity in an earlier tick's table. Immutable. */
final class RowMatch {
  /** How many rows that went at one place do not put the walk out of step. */
  private static final int LOOK_AHEAD = 1024;

  private final int @Nullable [] earlierRows;

  private RowMatch(int @Nullable [] earlierRows) {
    this.earlierRows = earlierRows;
  }

  /**
   * Keys are shared between ticks and entities keep their order, so nearly all rows are found by
   * walking both rosters side by side; only what is left over is hashed. Looking up every row would
   * build an index of the earlier roster each tick (see ProcessingBenchmark, replaced pods).
   */
  static RowMatch between(Roster now, Roster earlier) {
    if (now == earlier) {
      return new RowMatch(null);
    }
    int[] rows = new int[now.size()];
    Arrays.fill(rows, Roster.NONE);
    var found = new BitSet(earlier.size());
    int left = walk(now, earlier, rows, found);
    if (left > 0 && found.cardinality() < earlier.size()) {
      matchRest(now, earlier, rows, found);
    }
    return new RowMatch(rows);
  }

  /** Matches what stands in the same order; tells how many rows that leaves. */
  private static int walk(Roster now, Roster earlier, int[] rows, BitSet found) {
    int next = 0;
    int left = 0;
    for (int row = 0; row < rows.length; row++) {
      int match = ahead(now.key(row), earlier, next);
      if (match == Roster.NONE) {
        left++;
      } else {
        rows[row] = match;
        found.set(match);
        next = match + 1;
      }
    }
    return left;
  }

  private static int ahead(EntityKey key, Roster earlier, int from) {
    int end = Math.min(earlier.size(), from + LOOK_AHEAD);
    for (int row = from; row < end; row++) {
      if (earlier.key(row) == key) {
        return row;
      }
    }
    return Roster.NONE;
  }

  private static void matchRest(Roster now, Roster earlier, int[] rows, BitSet found) {
    Map<EntityKey, Integer> rest = new HashMap<>();
    for (int row = found.nextClearBit(0); row < earlier.size(); row = found.nextClearBit(row + 1)) {
      rest.putIfAbsent(earlier.key(row), row);
    }
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] == Roster.NONE) {
        rows[row] = rest.getOrDefault(now.key(row), Roster.NONE);
      }
    }
  }

  /** The earlier row, or {@link Roster#NONE}. */
  int of(int row) {
    int[] rows = earlierRows;
    return rows == null ? row : rows[row];
  }
}
