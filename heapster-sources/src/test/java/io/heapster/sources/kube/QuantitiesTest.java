package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantitiesTest {
  private static final List<String> SUFFIXES =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1000",
    "100m, 100",
    "0.5, 500",
    ".25, 250",
    "2., 2000",
    "1500u, 2",
    "1n, 1",
    "1.0001, 1001",
    "2k, 2000000",
    "1e3, 1000000",
    "1E3, 1000000",
    "5e-1, 500",
    "+3, 3000",
    "-1500u, -1",
    "1E, 9223372036854775807",
    "-9E, -9223372036854775808",
    "0m, 0"
  })
  void thousandths_ofText_roundedUp(String text, long expected) {
    assertThat(Quantities.thousandths(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "64Mi, 67108864",
    "500Ki, 512000",
    "1500M, 1500000000",
    "1Gi, 1073741824",
    "1.5Gi, 1610612736",
    "2Ti, 2199023255552",
    "1Pi, 1125899906842624",
    "7Ei, 8070450532247928832",
    "100m, 1",
    "8Ei, 9223372036854775807",
    "9e999, 9223372036854775807",
    "1e-999, 1",
    "0.1Ki, 103",
    "128974848, 128974848",
    "129e6, 129000000",
    "129M, 129000000",
    "123Mi, 128974848",
    "9223372036854775807, 9223372036854775807"
  })
  void units_ofText_roundedUp(String text, long expected) {
    assertThat(Quantities.units(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "x", "1x", "1 Gi", "1KI", "ki", "1K", "1e", "1e+", "--1", "1.2.3", "1mi",
        "1e99999", "NaN", "0x10"
      })
  void units_ofOtherText_saysWhichText(String text) {
    assertThatThrownBy(() -> Quantities.units(text))
        .isInstanceOf(NumberFormatException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @Test
  void units_ofEndlessDigits_isRefused() {
    assertThatThrownBy(() -> Quantities.units("1".repeat(1000)))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void anyAmount_inAnySuffix_equalsExactArithmetic() {
    var random = new Random(20261121);
    for (int i = 0; i < 20_000; i++) {
      long digits = random.nextLong(1L << random.nextInt(1, 50));
      BigDecimal number = BigDecimal.valueOf(digits, random.nextInt(0, 7));
      String suffix = SUFFIXES.get(random.nextInt(SUFFIXES.size()));
      String text = number.toPlainString() + suffix;
      BigDecimal exact = number.multiply(factor(suffix));
      assertThat(Quantities.units(text)).as(text).isEqualTo(ceiling(exact));
      assertThat(Quantities.thousandths(text))
          .as(text)
          .isEqualTo(ceiling(exact.multiply(BigDecimal.valueOf(1000))));
    }
  }

  private static BigDecimal factor(String suffix) {
    int at = SUFFIXES.indexOf(suffix);
    int firstBinary = SUFFIXES.indexOf("Ki");
    return at < firstBinary
        ? BigDecimal.ONE.scaleByPowerOfTen(3 * (at - SUFFIXES.indexOf("")))
        : new BigDecimal(BigInteger.ONE.shiftLeft(10 * (at - firstBinary + 1)));
  }

  private static long ceiling(BigDecimal exact) {
    BigInteger whole = exact.setScale(0, RoundingMode.CEILING).toBigInteger();
    return whole.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
  }
}
