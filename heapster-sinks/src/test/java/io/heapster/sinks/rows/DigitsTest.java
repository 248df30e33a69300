package io.heapster.sinks.rows;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigitsTest {

  private static String digits(long value) {
    byte[] into = new byte[24];
    int end = Digits.write(value, into, 2);
    assertThat(end).isLessThanOrEqualTo(22);
    return new String(into, 2, end - 2, US_ASCII);
  }

  private static String plain(double value) {
    byte[] into = new byte[Digits.MOST_PLAIN + 3];
    int end = Digits.writePlain(value, into, 3);
    assertThat(end).isLessThanOrEqualTo(into.length);
    return new String(into, 3, end - 3, US_ASCII);
  }

  private static String expected(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    String text = exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    return value == 0 && 1 / value < 0 ? "-0" : text;
  }

  @Test
  void write_edges_areTheirDigits() {
    long power = 1;
    for (int exponent = 0; exponent < 19; exponent++, power *= 10) {
      for (long near = -2; near <= 2; near++) {
        assertThat(digits(power + near)).isEqualTo(Long.toString(power + near));
        assertThat(digits(-power + near)).isEqualTo(Long.toString(-power + near));
      }
    }
    assertThat(digits(Long.MAX_VALUE)).isEqualTo(Long.toString(Long.MAX_VALUE));
    assertThat(digits(Long.MIN_VALUE)).isEqualTo(Long.toString(Long.MIN_VALUE));
    assertThat(digits(Long.MIN_VALUE + 1)).isEqualTo(Long.toString(Long.MIN_VALUE + 1));
  }

  @Test
  void write_randomOfEverySize_areTheirDigits() {
    var random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      assertThat(digits(value)).isEqualTo(Long.toString(value));
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.1,
        -0.1,
        0.5,
        1.0,
        -1.0,
        0.0,
        -0.0,
        123.456,
        0.001,
        0.0009999,
        1e-3,
        1e-7,
        9.5e-300,
        1e7,
        1.5e7,
        12345678.9,
        1e21,
        1.2345e22,
        9007199254740994.0,
        1e308,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1 / 3.0,
        2e-3
      })
  void writePlain_edges_areShortestWithoutExponent(double value) {
    assertThat(plain(value)).isEqualTo(expected(value));
    assertThat(Double.parseDouble(plain(value))).isEqualTo(value);
  }

  @Test
  void writePlain_randomBits_areShortestWithoutExponent() {
    var random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      double value =
          i % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : random.nextGaussian() * Math.pow(10, random.nextInt(30) - 10);
      if (Double.isFinite(value)) {
        assertThat(plain(value)).isEqualTo(expected(value));
      }
    }
  }
}
