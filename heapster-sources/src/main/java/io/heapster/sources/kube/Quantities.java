package io.heapster.sources.kube;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Kubernetes quantities such as {@code 250m}, {@code 1.5Gi}, {@code 2e3}. Exact: a fraction
 * of the wanted unit is rounded up, an amount past a long becomes the largest (or smallest) long.
 */
final class Quantities {
  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40}))"
              + "(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?[0-9]{1,3}))?");

  private static final Map<String, BigDecimal> FACTORS =
      Map.ofEntries(
          Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
          Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
          Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
          Map.entry("k", BigDecimal.ONE.movePointRight(3)),
          Map.entry("M", BigDecimal.ONE.movePointRight(6)),
          Map.entry("G", BigDecimal.ONE.movePointRight(9)),
          Map.entry("T", BigDecimal.ONE.movePointRight(12)),
          Map.entry("P", BigDecimal.ONE.movePointRight(15)),
          Map.entry("E", BigDecimal.ONE.movePointRight(18)),
          Map.entry("Ki", powerOfTwo(10)),
          Map.entry("Mi", powerOfTwo(20)),
          Map.entry("Gi", powerOfTwo(30)),
          Map.entry("Ti", powerOfTwo(40)),
          Map.entry("Pi", powerOfTwo(50)),
          Map.entry("Ei", powerOfTwo(60)));

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal SMALLEST = BigDecimal.valueOf(Long.MIN_VALUE);

  private Quantities() {}

  /**
   * Whole units, e.g. bytes.
   *
   * @throws NumberFormatException when the text is no quantity; the message quotes it
   */
  static long units(String text) {
    return roundedUp(exact(text));
  }

  /**
   * Thousandths, e.g. millicores.
   *
   * @throws NumberFormatException when the text is no quantity; the message quotes it
   */
  static long thousandths(String text) {
    return roundedUp(exact(text).movePointRight(3));
  }

  private static BigDecimal exact(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new NumberFormatException("\"" + text + "\" is not a quantity such as 250m or 1.5Gi");
    }
    var number = new BigDecimal(form.group(1));
    if (form.group(2) != null) {
      return number.multiply(FACTORS.getOrDefault(form.group(2), BigDecimal.ONE));
    }
    return form.group(3) == null
        ? number
        : number.scaleByPowerOfTen(Integer.parseInt(form.group(3)));
  }

  private static long roundedUp(BigDecimal exact) {
    if (exact.compareTo(LARGEST) >= 0) {
      return Long.MAX_VALUE;
    }
    if (exact.compareTo(SMALLEST) <= 0) {
      return Long.MIN_VALUE;
    }
    return exact.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private static BigDecimal powerOfTwo(int exponent) {
    return new BigDecimal(BigInteger.TWO.pow(exponent));
  }
}
