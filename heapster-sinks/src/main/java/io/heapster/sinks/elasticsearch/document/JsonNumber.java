package io.heapster.sinks.elasticsearch.document;

import io.heapster.sinks.rows.RowWriter;
import java.math.BigDecimal;

/** Doubles as Go writes them in JSON. */
final class JsonNumber {
  private static final double LEAST_PLAIN = 1e-6;
  private static final double FIRST_NOT_PLAIN = 1e21;

  private JsonNumber() {}

  /** Writes the shortest digits that read back as the same finite number. */
  static void write(double value, RowWriter out) {
    double size = Math.abs(value);
    String digits = Double.toString(value);
    if (value == Math.rint(value) && size < 1L << 53) {
      out.putLong((long) value);
    } else if (digits.indexOf('E') < 0) {
      out.put(digits);
    } else if (size >= LEAST_PLAIN && size < FIRST_NOT_PLAIN) {
      out.put(new BigDecimal(digits).stripTrailingZeros().toPlainString());
    } else {
      out.put(withExponent(digits));
    }
  }

  /** {@code 1.0E-7} becomes {@code 1e-7}, {@code 1.5E21} becomes {@code 1.5e+21}. */
  private static String withExponent(String digits) {
    int mark = digits.indexOf('E');
    String significand = digits.substring(0, mark);
    String exponent = digits.substring(mark + 1);
    String shortest =
        significand.endsWith(".0")
            ? significand.substring(0, significand.length() - 2)
            : significand;
    return shortest + 'e' + (exponent.startsWith("-") ? "" : "+") + exponent;
  }
}
