package io.heapster.sinks.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers as decimal text. */
final class Digits {
  private static final byte[] MIN = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

  /** {@code -1.7976931348623157E308} has 310 characters, {@code -4.9E-324} 328. */
  static final int MOST_PLAIN = 350;

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

  /**
   * Writes the shortest digits that read back as the same finite number, without an exponent, at an
   * index with room for {@value #MOST_PLAIN} bytes; the index behind. Half of the time that {@link
   * java.math.BigDecimal} takes for it, and a quarter of the heap.
   */
  @SuppressWarnings("deprecation") // the copy by low bytes: all of the text is ASCII
  static int writePlain(double value, byte[] into, int at) {
    String text = Double.toString(value);
    int length = text.length();
    int exponentAt = text.indexOf('E');
    if (exponentAt < 0) {
      int end = text.endsWith(".0") ? length - 2 : length;
      text.getBytes(0, end, into, at);
      return at + end;
    }
    int start = at;
    int first = 0;
    if (text.charAt(0) == '-') {
      into[start++] = '-';
      first = 1;
    }
    // One digit, the point, more digits: "1.5E10", "1.0E-7".
    int exponent = Integer.parseInt(text, exponentAt + 1, length, 10);
    String digits = text.substring(first + 2, exponentAt);
    String fraction = digits.equals("0") ? "" : digits;
    return exponent < 0
        ? small(text.charAt(first) + fraction, -exponent, into, start)
        : large(text.charAt(first) + fraction, exponent, into, start);
  }

  @SuppressWarnings("deprecation")
  private static int small(String digits, int zeros, byte[] into, int start) {
    Arrays.fill(into, start, start + zeros + 1, (byte) '0');
    into[start + 1] = '.';
    int at = start + zeros + 1;
    digits.getBytes(0, digits.length(), into, at);
    return at + digits.length();
  }

  @SuppressWarnings("deprecation")
  private static int large(String digits, int exponent, byte[] into, int start) {
    int whole = exponent + 1;
    int given = Math.min(whole, digits.length());
    digits.getBytes(0, given, into, start);
    Arrays.fill(into, start + given, start + whole, (byte) '0');
    int at = start + whole;
    if (digits.length() > whole) {
      into[at++] = '.';
      digits.getBytes(whole, digits.length(), into, at);
      at += digits.length() - whole;
    }
    return at;
  }

  private static int count(long value) {
    int digits = 1;
    for (long limit = 10; digits < 19 && value >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }
}
