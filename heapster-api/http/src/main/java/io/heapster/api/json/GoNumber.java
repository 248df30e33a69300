package io.heapster.api.json;

import java.math.BigDecimal;

/**
 * Doubles as Go's JSON encoder writes them: the fewest digits that read back as the same number, an
 * exponent only below 1e-6 and from 1e21 up.
 */
final class GoNumber {
  private GoNumber() {}

  static String text(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " has no form in JSON");
    }
    if (value == 0) {
      return 1 / value > 0 ? "0" : "-0";
    }
    // Double.toString gives the shortest digits, but in a layout of its own.
    var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    double size = Math.abs(value);
    return size < 1e-6 || size >= 1e21 ? scientific(shortest) : shortest.toPlainString();
  }

  private static String scientific(BigDecimal number) {
    String digits = number.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - number.scale();
    var text = new StringBuilder(number.signum() < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    return text.append(exponent < 0 ? "e-" : "e+").append(Math.abs(exponent)).toString();
  }
}
