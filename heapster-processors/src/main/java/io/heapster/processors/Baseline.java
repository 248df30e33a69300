package io.heapster.processors;

import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Roster;

/**
 * Where the rows, or the series, of a table are found in an earlier batch, and how much time passed
 * between the samples. Immutable.
 */
final class Baseline {
  private static final int NONE = Roster.NONE;
  private static final byte[] NO_REPEATS = new byte[0];

  private final int[] positions;
  private final long[] elapsedNanos;
  // Empty for series, which repeat with their rows.
  private final byte[] repeats;

  private Baseline(int[] positions, long[] elapsedNanos, byte[] repeats) {
    this.positions = positions;
    this.elapsedNanos = elapsedNanos;
    this.repeats = repeats;
  }

  static Baseline ofRows(EntityTable now, RatedTable earlierTable, RateRules rules) {
    EntityTable then = earlierTable.table();
    var match = RowMatch.between(now.roster(), then.roster());
    int[] positions = new int[now.size()];
    long[] elapsed = new long[now.size()];
    byte[] repeats = new byte[now.size()];
    for (int row = 0; row < positions.length; row++) {
      int earlier = match.of(row);
      if (earlier == NONE || !then.sampleTime().has(earlier)) {
        positions[row] = NONE;
      } else {
        positions[row] = earlier;
        elapsed[row] =
            now.sampleTime().has(row)
                ? rules.elapsedNanos(now, row, then, earlier)
                : RateRules.NO_RATE;
        if (elapsed[row] == RateRules.REPEATED) {
          repeats[row] = (byte) Math.min(Byte.MAX_VALUE, earlierTable.repeats(earlier) + 1);
          elapsed[row] = RateRules.elapsedOfRepeat(repeats[row]);
        }
      }
    }
    return new Baseline(positions, elapsed, repeats);
  }

  /** The same for series: those of one row with equal labels belong together. */
  static Baseline ofSeries(LabeledSeries now, LabeledSeries then, Baseline rows) {
    int[] positions = new int[now.size()];
    long[] elapsed = new long[now.size()];
    for (int row = 0; row < rows.positions.length; row++) {
      int earlier = rows.positions[row];
      for (int at = now.first(row); at < now.end(row); at++) {
        positions[at] =
            earlier == NONE ? NONE : sameDevice(now, at, at - now.first(row), then, earlier);
        elapsed[at] = rows.elapsedNanos[row];
      }
    }
    return new Baseline(positions, elapsed, NO_REPEATS);
  }

  private static int sameDevice(
      LabeledSeries now, int at, int offset, LabeledSeries then, int earlierRow) {
    int first = then.first(earlierRow);
    int end = then.end(earlierRow);
    // Devices keep their order as a rule, so the same place is tried first.
    if (first + offset < end && now.labels(at).equals(then.labels(first + offset))) {
      return first + offset;
    }
    for (int candidate = first; candidate < end; candidate++) {
      if (now.labels(at).equals(then.labels(candidate))) {
        return candidate;
      }
    }
    return NONE;
  }

  /** Whether the row was measured in the earlier batch. */
  boolean knows(int row) {
    return positions[row] != NONE;
  }

  /** How many times in a row the sample of a row was there already, this time counted. */
  byte repeats(int row) {
    return repeats[row];
  }

  /** Whether the earlier batch has a value, given the earlier column. */
  boolean knows(int at, Column earlier) {
    return positions[at] != NONE && earlier.has(positions[at]);
  }

  /** The position in the earlier batch, of one that it knows. */
  int position(int at) {
    return positions[at];
  }

  /** Time between the samples, or one of the two marks of {@link RateRules}. */
  long elapsedNanos(int at) {
    return elapsedNanos[at];
  }
}
