package io.heapster.sources.kubelet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  private final Decimal decimal = new Decimal();

  private boolean parse(String text) {
    return decimal.parse(("7" + text + "7").toCharArray(), 1, text.length());
  }

  @ParameterizedTest
  @CsvSource({
    "8.483583487, 9, 8483583487",
    "1.7952386090422566e+09, 9, 1795238609042256600",
    "1.382998016e+09, 0, 1382998016",
    "0.0000000014, 9, 1",
    "0.0000000015, 9, 2",
    "0e99, 0, 0",
    "-0, 0, 0",
    "1234567890123456789, 0, 1234567890123456780", // 18 digits are kept
    "1e18, 0, 1000000000000000000",
    "1e19, 0, -1",
    "10000000000, 9, -1",
    "1e-300, 9, 0",
    "-1, 0, -1"
  })
  void scaled_number_isExactOrOutOfRange(String text, int power, long expected) {
    assertThat(parse(text)).isTrue();
    assertThat(decimal.scaled(power)).isEqualTo(expected);
  }

  @Test
  void scaledAndValue_anyNumber_equalBigDecimals() {
    var random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      var exact =
          BigDecimal.valueOf(random.nextLong(1L << random.nextInt(1, 55)), random.nextInt(15));
      String text = random.nextBoolean() ? exact.toString() : exact.toPlainString();
      assertThat(parse(text)).as(text).isTrue();
      assertThat(decimal.value()).as(text).isEqualTo(exact.doubleValue());
      BigDecimal nanos = exact.movePointRight(9).setScale(0, RoundingMode.HALF_UP);
      boolean fits = nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
      assertThat(decimal.scaled(9)).as(text).isEqualTo(fits ? nanos.longValue() : -1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "123456789012345678901234567890.5", "1.7976931348623157e308"})
  void value_beyondTheQuickWay_equalsJavas(String text) {
    assertThat(parse(text)).isTrue();
    assertThat(decimal.value()).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @CsvSource({"1.0, true", "1e3, true", "15e-1, false", "150e-1, true", "0.0, true", "1.5, false"})
  void isWhole_number_tellsFractions(String text, boolean whole) {
    assertThat(parse(text)).isTrue();
    assertThat(decimal.isWhole()).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "NaN", "+Inf", "1e", "1e+", "1x", "1.2.3", "e5", "0x10"})
  void parse_noNumber_isFalse(String text) {
    assertThat(parse(text)).isFalse();
  }
}
