package io.heapster.api.provider.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact amount in the canonical text form of Kubernetes: the largest suffix with which it is a
 * whole number. Equal when the amounts are, whatever their form. As in Kubernetes it is never finer
 * than a nano; below 10^400 in magnitude. Immutable.
 */
public final class Quantity implements Comparable<Quantity> {
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Format.DECIMAL_SI);

  private static final int NANO_DIGITS = 9;
  private static final int MILLI_DIGITS = 3;
  private static final int MAX_INTEGER_DIGITS = 400;
  private static final double TWO_TO_63 = 0x1p63;
  private static final BigInteger LARGEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger SMALLEST_LONG = BigInteger.valueOf(Long.MIN_VALUE);

  private final BigDecimal amount;
  private final Format format;

  /** How an amount is written. */
  public enum Format {
    /** Powers of 1000: {@code 1500m}, {@code 2k}. */
    DECIMAL_SI,
    /**
     * Powers of 1024: {@code 64Mi}. Amounts below 1024, beyond 2^63-1 or with a fraction are
     * written like {@link #DECIMAL_SI}, as nothing else is exact.
     */
    BINARY_SI,
    /** Powers of ten that are multiples of three: {@code 12e6}. */
    DECIMAL_EXPONENT
  }

  private Quantity(BigDecimal amount, Format format) {
    this.amount = amount;
    this.format = format;
  }

  /** A whole amount, e.g. of requests. */
  public static Quantity of(long units) {
    return new Quantity(BigDecimal.valueOf(units), Format.DECIMAL_SI);
  }

  /**
   * Any amount; what is finer than a nano is rounded away from zero, as Kubernetes does.
   *
   * @throws QuantityException when it is 10^400 or more in magnitude
   */
  public static Quantity of(BigDecimal amount, Format format) {
    if (amount.signum() == 0) {
      return new Quantity(BigDecimal.ZERO, format);
    }
    // The magnitude first: rounding would write out all the digits that an exponent stands for.
    long integerDigits = (long) amount.precision() - amount.scale();
    if (integerDigits > MAX_INTEGER_DIGITS) {
      throw new QuantityException("an amount of 10^" + MAX_INTEGER_DIGITS + " or more");
    }
    return new Quantity(
        integerDigits < -NANO_DIGITS ? nano(amount.signum()) : finest(amount), format);
  }

  private static BigDecimal finest(BigDecimal amount) {
    return amount.scale() > NANO_DIGITS ? amount.setScale(NANO_DIGITS, RoundingMode.UP) : amount;
  }

  private static BigDecimal nano(int count) {
    return BigDecimal.valueOf(count, NANO_DIGITS);
  }

  /** Thousandths, e.g. millicores. */
  public static Quantity ofMilli(long thousandths) {
    return new Quantity(BigDecimal.valueOf(thousandths, MILLI_DIGITS), Format.DECIMAL_SI);
  }

  /** Billionths, e.g. nanocores. */
  public static Quantity ofNano(long billionths) {
    return new Quantity(BigDecimal.valueOf(billionths, NANO_DIGITS), Format.DECIMAL_SI);
  }

  /** Bytes, written with binary suffixes. */
  public static Quantity ofBytes(long bytes) {
    return new Quantity(BigDecimal.valueOf(bytes), Format.BINARY_SI);
  }

  /**
   * A counter of 64 bits without a sign. From 2^63 on the last decimal digit is dropped, as the
   * servers of Kubernetes do.
   */
  public static Quantity ofUnsigned(long bits) {
    return bits >= 0
        ? of(bits)
        : new Quantity(BigDecimal.valueOf(Long.divideUnsigned(bits, 10), -1), Format.DECIMAL_SI);
  }

  /**
   * A measured value, cut (not rounded) to thousandths in binary arithmetic, as adapters for
   * Kubernetes do: 1.001 becomes {@code 1}.
   *
   * @throws QuantityException when it is no number or infinite
   */
  public static Quantity ofDouble(double value) {
    if (!Double.isFinite(value)) {
      throw new QuantityException(value + " is no quantity: it must be a finite number");
    }
    double thousandths = value * 1000.0;
    return Math.abs(thousandths) < TWO_TO_63
        ? ofMilli((long) thousandths)
        : new Quantity(BigDecimal.valueOf(value), Format.DECIMAL_SI);
  }

  /**
   * Reads a quantity in the grammar of Kubernetes: a decimal number, then one of the suffixes
   * {@code n u m k M G T P E Ki Mi Gi Ti Pi Ei} or an exponent such as {@code e3}. What is finer
   * than a nano is rounded away from zero; amounts with a binary suffix are capped at 2^63-1.
   *
   * @throws QuantityException when it is malformed; names the text and what is allowed
   */
  public static Quantity parse(String text) {
    return QuantityParser.parse(text);
  }

  /** Rounded away from zero to a whole number; the nearest long when it is none. */
  public long value() {
    return scaled(0);
  }

  /** In thousandths, rounded away from zero; the nearest long when it is none. */
  public long milliValue() {
    return scaled(MILLI_DIGITS);
  }

  private long scaled(int digits) {
    BigInteger whole = amount.setScale(digits, RoundingMode.UP).unscaledValue();
    return whole.min(LARGEST_LONG).max(SMALLEST_LONG).longValue();
  }

  /** The amount itself. */
  public BigDecimal amount() {
    return amount;
  }

  public Format format() {
    return format;
  }

  /** -1, 0 or 1. */
  public int signum() {
    return amount.signum();
  }

  /**
   * The sum, in this one's form; in the other's when this is zero.
   *
   * @throws QuantityException when it is 10^400 or more in magnitude
   */
  public Quantity add(Quantity other) {
    return of(amount.add(other.amount), signum() == 0 ? other.format : format);
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quantity that && amount.compareTo(that.amount) == 0;
  }

  @Override
  public int hashCode() {
    return amount.stripTrailingZeros().hashCode();
  }

  /** The canonical form; {@link #parse} reads an equal quantity from it. */
  @Override
  public String toString() {
    return CanonicalText.of(amount, format);
  }
}
