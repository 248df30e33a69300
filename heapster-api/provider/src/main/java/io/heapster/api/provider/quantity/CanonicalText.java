package io.heapster.api.provider.quantity;

import io.heapster.api.provider.quantity.Quantity.Format;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes amounts: no precision lost, no fraction written, the exponent as large as possible. */
final class CanonicalText {
  private static final BigDecimal LEAST_BINARY = BigDecimal.valueOf(1024);
  // Beyond it, Kubernetes caps what it reads with a binary suffix: only decimal digits are exact.
  private static final BigDecimal LARGEST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);

  private CanonicalText() {}

  static String of(BigDecimal amount, Format format) {
    if (amount.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = amount.stripTrailingZeros();
    return format == Format.BINARY_SI && fitsBinary(shortest)
        ? binary(shortest.longValueExact())
        : decimal(shortest, format);
  }

  private static boolean fitsBinary(BigDecimal shortest) {
    BigDecimal magnitude = shortest.abs();
    return shortest.scale() <= 0
        && magnitude.compareTo(LEAST_BINARY) >= 0
        && magnitude.compareTo(LARGEST_BINARY) <= 0;
  }

  private static String binary(long units) {
    long mantissa = units;
    int power = 0;
    while (mantissa % 1024 == 0) {
      mantissa /= 1024;
      power++;
    }
    return mantissa + Suffixes.binary(power);
  }

  private static String decimal(BigDecimal shortest, Format format) {
    int exponent = -shortest.scale();
    int surplus = Math.floorMod(exponent, 3);
    BigInteger mantissa = shortest.unscaledValue().multiply(BigInteger.TEN.pow(surplus));
    return mantissa + Suffixes.decimal(exponent - surplus, format);
  }
}
