package io.heapster.sinks.graphite;

import io.heapster.sinks.rows.RowWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with six decimals, rounded half to even from their exact value, as Go's %f does. */
final class SixDecimals {
  private static final int DECIMALS = 6;
  private static final long ONE = 1_000_000;

  /** Up to here a product's error is below a thousandth. */
  private static final double MOST_SCALED = 1L << 43;

  /** So far from the nearest whole number at most, a thousandth more or less changes nothing. */
  private static final double NEAR = 0.499;

  private SixDecimals() {}

  /** Writes a finite number. */
  static void write(double value, RowWriter out) {
    double scaled = value * ONE;
    double nearest = Math.rint(scaled);
    if (Math.abs(scaled) > MOST_SCALED || Math.abs(scaled - nearest) > NEAR) {
      out.put(exactly(value));
      return;
    }
    long millionths = (long) nearest;
    if (millionths < 0) {
      out.put((byte) '-');
      millionths = -millionths;
    }
    long whole = millionths / ONE;
    out.putLong(whole);
    out.put((byte) '.');
    long rest = millionths - whole * ONE;
    for (long digit = ONE / 10; digit > 0; digit /= 10) {
      out.put((byte) ('0' + rest / digit % 10));
    }
  }

  static String exactly(double value) {
    return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
  }
}
