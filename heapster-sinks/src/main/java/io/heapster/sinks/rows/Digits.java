package io.heapster.sinks.rows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers as decimal text. */
final class Digits {
  private static final byte[] MIN = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

  private Digits() {}

  /** Writes at an index with room for 20 bytes; the index behind. */
  static int write(long value, byte[] into, int at) {
    if (value == Long.MIN_VALUE) {
      System.arraycopy(MIN, 0, into, at, MIN.length);
      return at + MIN.length;
    }
    int start = at;
    long left = value;
    if (left < 0) {
      into[start++] = '-';
      left = -left;
    }
    int end = start + count(left);
    for (int i = end - 1; i >= start; i--) {
      long rest = left / 10;
      into[i] = (byte) ('0' + (left - rest * 10));
      left = rest;
    }
    return end;
  }

  /** The shortest digits that read back as the same number, without an exponent. */
  static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static int count(long value) {
    int digits = 1;
    for (long limit = 10; digits < 19 && value >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }
}
