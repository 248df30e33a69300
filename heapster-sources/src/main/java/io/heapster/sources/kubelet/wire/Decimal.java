package io.heapster.sources.kubelet.wire;

/**
 * A decimal number as written: digits and a power of ten. Reads without garbage and scales without
 * binary rounding, so that {@code 8.483583487} seconds are exactly 8,483,583,487 nanoseconds.
 *
 * <p>Mutable, reused from number to number; not thread-safe.
 */
public final class Decimal {
  /** Answer to a number that is negative or too large for a long. */
  public static final long OUT_OF_RANGE = -1;

  private static final int MOST_DIGITS = 18;
  private static final int LARGEST_EXPONENT = 9_999;
  // Both factors are exact in a double up to here, so one division or product rounds correctly.
  private static final long LARGEST_EXACT = 1L << 53;
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private char[] text = new char[0];
  private int offset;
  private int length;
  private boolean negative;
  private long digits;
  private int exponent;
  private boolean cut;

  /**
   * Reads a number of JSON's form (a leading plus is fine).
   *
   * @return whether the whole text is one; NaN and the infinities are not
   */
  public boolean parse(char[] from, int start, int count) {
    text = from;
    offset = start;
    length = count;
    negative = false;
    digits = 0;
    exponent = 0;
    cut = false;
    int end = start + count;
    int at = start;
    if (at < end && (from[at] == '-' || from[at] == '+')) {
      negative = from[at++] == '-';
    }
    int whole = take(at, end, 0);
    int fraction = whole < end && from[whole] == '.' ? take(whole + 1, end, -1) : whole;
    boolean anyDigit = whole > at || fraction > whole + 1;
    return anyDigit && (fraction == end || takeExponent(fraction, end));
  }

  public boolean isNegative() {
    return negative && digits != 0;
  }

  /** Whether nothing but zeros stands behind the point; false for more than 18 digits. */
  public boolean isWhole() {
    long rest = digits;
    int power = exponent;
    while (power < 0 && rest % 10 == 0 && rest != 0) {
      rest /= 10;
      power++;
    }
    return !cut && (power >= 0 || rest == 0);
  }

  /** The number times ten to the given power, rounded half up; or {@link #OUT_OF_RANGE}. */
  public long scaled(int power) {
    if (digits == 0) {
      return 0;
    }
    int shift = exponent + power;
    if (negative || shift > MOST_DIGITS) {
      return OUT_OF_RANGE;
    }
    long value = digits;
    for (; shift > 0; shift--) {
      if (value > Long.MAX_VALUE / 10) {
        return OUT_OF_RANGE;
      }
      value *= 10;
    }
    for (; shift < -1 && value != 0; shift++) {
      value /= 10;
    }
    return shift < 0 ? (value + 5) / 10 : value;
  }

  /** The nearest double; infinite when too large. */
  public double value() {
    boolean exact = !cut && digits <= LARGEST_EXACT && Math.abs(exponent) < EXACT_POWERS.length;
    if (!exact) {
      return Double.parseDouble(new String(text, offset, length));
    }
    double power = EXACT_POWERS[Math.abs(exponent)];
    double magnitude = exponent < 0 ? digits / power : digits * power;
    return negative ? -magnitude : magnitude;
  }

  /** Takes digits up to something else; each one kept moves the exponent by the given step. */
  private int take(int from, int end, int step) {
    int at = from;
    for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
      if (digits < 100_000_000_000_000_000L) {
        digits = digits * 10 + (text[at] - '0');
        exponent += step;
      } else {
        cut |= text[at] != '0';
        exponent += step + 1;
      }
    }
    return at;
  }

  private boolean takeExponent(int from, int end) {
    int at = from + 1;
    if ((text[from] != 'e' && text[from] != 'E') || at == end) {
      return false;
    }
    boolean down = text[at] == '-';
    if (down || text[at] == '+') {
      at++;
    }
    int power = 0;
    int first = at;
    for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
      power = Math.min(power * 10 + (text[at] - '0'), LARGEST_EXPONENT);
    }
    exponent += down ? -power : power;
    return at == end && at > first;
  }
}
