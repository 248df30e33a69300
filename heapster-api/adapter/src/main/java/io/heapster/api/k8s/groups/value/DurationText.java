package io.heapster.api.k8s.groups.value;

import io.heapster.api.json.JsonBytes;
import java.time.Duration;

/** Durations as Go writes them, in quotes: {@code 15.953s}, {@code 1m0s}, {@code 10ms}. */
public final class DurationText {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final byte[] MICRO_SIGN = {(byte) 0xC2, (byte) 0xB5};

  private DurationText() {}

  /** Durations that Go cannot hold (292 years) are written as the longest that it can. */
  public static void write(JsonBytes out, Duration duration) {
    out.put('"');
    long nanos = nanos(duration);
    if (nanos < 0) {
      out.put('-');
    }
    // Negative on purpose: the smallest long has no positive counterpart.
    magnitude(out, nanos < 0 ? nanos : -nanos);
    out.put('"');
  }

  private static long nanos(Duration duration) {
    if (Math.abs(duration.getSeconds()) >= Long.MAX_VALUE / SECOND) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return duration.getSeconds() * SECOND + duration.getNano();
  }

  private static void magnitude(JsonBytes out, long negated) {
    if (negated == 0) {
      out.put('0').put('s');
    } else if (negated > -MICRO) {
      out.number(-negated).put('n').put('s');
    } else if (negated > -MILLI) {
      fraction(out, negated, MICRO);
      out.put(MICRO_SIGN).put('s');
    } else if (negated > -SECOND) {
      fraction(out, negated, MILLI);
      out.put('m').put('s');
    } else {
      clock(out, negated);
    }
  }

  private static void clock(JsonBytes out, long negated) {
    if (negated <= -HOUR) {
      out.number(-(negated / HOUR)).put('h');
    }
    if (negated <= -MINUTE) {
      out.number(-(negated % HOUR / MINUTE)).put('m');
    }
    fraction(out, negated % MINUTE, SECOND);
    out.put('s');
  }

  /** An amount in a unit, without zeros at the end of its fraction. */
  private static void fraction(JsonBytes out, long negated, long unit) {
    out.number(-(negated / unit));
    long rest = -(negated % unit);
    if (rest == 0) {
      return;
    }
    int digits = unit == SECOND ? 9 : unit == MILLI ? 6 : 3;
    while (rest % 10 == 0) {
      rest /= 10;
      digits--;
    }
    out.put('.').padded((int) rest, digits);
  }
}
