package io.heapster.processors;

import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import java.time.Duration;
import java.time.Instant;

/** When two samples of a counter make a rate. */
public enum RateRules {
  /**
   * A rate spans a gap of up to two resolutions (and half a one, for ticks that ran late), each
   * counter on its own; a repeated sample keeps the rate it had for three repeats in a row; starts
   * that differ by less than a second are the same start (some kubelets compute it anew each time;
   * a restart shows as a second at least, the grain of the wire), and one that only one of both
   * tells is no other start (not all of a kubelet's answers tell it; a counter that fell gives no
   * rate all the same).
   */
  DEFAULT(Duration.ofSeconds(1).minusNanos(1), true),

  /**
   * Heapster's: both samples in successive batches, the newer strictly later, starts equal to the
   * nanosecond. A counter that went down gives no rate all the same.
   */
  HEAPSTER(Duration.ZERO, false);

  /** Instead of an elapsed time: the two samples do not belong together. */
  static final long NO_RATE = -1;

  /** Instead of an elapsed time: both are one sample, whose rate still holds. */
  static final long REPEATED = 0;

  private static final int MOST_REPEATS = 3;

  private final long startToleranceNanos;
  private final boolean lenient;

  RateRules(Duration startTolerance, boolean lenient) {
    this.startToleranceNanos = startTolerance.toNanos();
    this.lenient = lenient;
  }

  /** Whether rates span a bounded gap, rather than that to the last batch whatever it is. */
  boolean spanGaps() {
    return lenient;
  }

  /**
   * Whether a batch gets no rates because it is not newer than the one before. Only Heapster looks:
   * samples carry the kubelets' times, so a wall clock set back here does not touch their rates.
   */
  boolean refuses(Instant batch, Instant previous) {
    return !lenient && !batch.isAfter(previous);
  }

  /**
   * Nanoseconds between the samples of a row now and then, {@link #REPEATED} or {@link #NO_RATE}.
   * Both rows have a sample time.
   */
  long elapsedNanos(EntityTable now, int row, EntityTable then, int earlierRow) {
    if (!sameStart(now.collectionStart(), row, then.collectionStart(), earlierRow)) {
      return NO_RATE;
    }
    long elapsed = now.sampleTime().longAt(row) - then.sampleTime().longAt(earlierRow);
    if (elapsed == 0) {
      return lenient ? REPEATED : NO_RATE;
    }
    return elapsed > 0 ? elapsed : NO_RATE;
  }

  /**
   * What to take for the elapsed time of a repeated sample: a kubelet that is stuck must not show
   * its last rate for ever.
   *
   * @param repeats how many times in a row the sample was repeated
   */
  static long elapsedOfRepeat(int repeats) {
    return repeats <= MOST_REPEATS ? REPEATED : NO_RATE;
  }

  private boolean sameStart(Column now, int row, Column then, int earlierRow) {
    if (!now.has(row) || !then.has(earlierRow)) {
      return lenient || now.has(row) == then.has(earlierRow);
    }
    return Math.abs(now.longAt(row) - then.longAt(earlierRow)) <= startToleranceNanos;
  }
}
