package io.heapster.api.provider.quantity;

import io.heapster.api.provider.quantity.Quantity.Format;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands behind the digits of a quantity. */
final class Suffixes {
  static final String ALLOWED =
      "n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or an exponent such as e3";

  /** From 10^-9 on, in steps of 10^3. */
  private static final List<String> DECIMAL =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");

  private static final int LEAST_EXPONENT = -9;

  /** From 1024^0 on. */
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

  /** No more digits than keep the scale of any product within an int. */
  private static final Pattern EXPONENT = Pattern.compile("[+-]?[0-9]{1,9}");

  private Suffixes() {}

  /** What a suffix stands for. */
  record Meaning(BigDecimal factor, Format format) {}

  /** The suffix of a power of 1024. */
  static String binary(int power) {
    return BINARY.get(power);
  }

  /** The suffix of a power of ten; beyond the letters it is an exponent in any format. */
  static String decimal(int exponent, Format format) {
    int index = (exponent - LEAST_EXPONENT) / 3;
    if (format != Format.DECIMAL_EXPONENT && index < DECIMAL.size()) {
      return DECIMAL.get(index);
    }
    return exponent == 0 ? "" : "e" + exponent;
  }

  /** What a text stands for; null when it is no suffix. */
  static @Nullable Meaning read(String suffix) {
    int decimal = DECIMAL.indexOf(suffix);
    if (decimal >= 0) {
      return new Meaning(powerOfTen(LEAST_EXPONENT + 3 * decimal), Format.DECIMAL_SI);
    }
    int binary = BINARY.indexOf(suffix);
    if (binary > 0) {
      return new Meaning(BigDecimal.valueOf(1L << 10 * binary), Format.BINARY_SI);
    }
    return suffix.startsWith("e") || suffix.startsWith("E") ? exponent(suffix.substring(1)) : null;
  }

  private static @Nullable Meaning exponent(String digits) {
    return EXPONENT.matcher(digits).matches()
        ? new Meaning(powerOfTen(Integer.parseInt(digits)), Format.DECIMAL_EXPONENT)
        : null;
  }

  private static BigDecimal powerOfTen(int exponent) {
    return BigDecimal.ONE.scaleByPowerOfTen(exponent);
  }
}
