package io.heapster.app.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Kubernetes users write them: {@code 512Mi}, {@code 2Gi}, or plain bytes. */
final class Sizes {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})(Ki|Mi|Gi|Ti)?");
  private static final String UNITS = "KMGT";

  private Sizes() {}

  /**
   * @throws IllegalArgumentException when the text is no size or too large a one
   */
  static long parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException("\"" + text + "\": not a size such as 512Mi or 2Gi");
    }
    String unit = size.group(2);
    int shift = unit == null ? 0 : 10 * (UNITS.indexOf(unit.charAt(0)) + 1);
    long amount = Long.parseLong(size.group(1));
    if (amount > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("\"" + text + "\": too large a size");
    }
    return amount << shift;
  }

  /** The shortest text. */
  static String format(long bytes) {
    long amount = bytes;
    int unit = 0;
    while (amount != 0 && amount % 1024 == 0 && unit < UNITS.length()) {
      amount /= 1024;
      unit++;
    }
    return unit == 0 ? Long.toString(amount) : amount + UNITS.substring(unit - 1, unit) + "i";
  }
}
