package io.heapster.api.provider.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.provider.quantity.Quantity.Format;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables: what Kubernetes' own servers and adapters write and read. */
final class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1n",
    "20000, 20u",
    "123450000, 123450u",
    "154270312, 154270312n",
    "2500000000, 2500m",
    "1000000000, 1",
    "500000000, 500m",
    "10000000000000, 10k",
    "10000000, 10m",
    "1000000000000, 1k",
    "9223372036854775807, 9223372036854775807n",
    "-9223372036854775808, -9223372036854775808n"
  })
  void ofNano_cores_areWrittenAsKubernetesDoes(long nanocores, String text) {
    assertThat(Quantity.ofNano(nanocores)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "600, 600",
    "1000, 1k",
    "1023, 1023",
    "1024, 1Ki",
    "1025, 1025",
    "-1024, -1Ki",
    "500, 500",
    "3100, 3100",
    "12533760, 12240Ki",
    "12533761, 12533761",
    "5242880, 5Mi",
    "1616273408, 1578392Ki",
    "1073741824, 1Gi",
    "26050560, 25440Ki",
    "1048576, 1Mi",
    "1152921504606846976, 1Ei",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void ofBytes_memory_isWrittenAsKubernetesDoes(long bytes, String text) {
    assertThat(Quantity.ofBytes(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.0004, 0",
    "-0.0004, 0",
    "0.016, 16m",
    "0.5, 500m",
    "1, 1",
    "1.001, 1",
    "1.5, 1500m",
    "20.5, 20500m",
    "1000, 1k",
    "1500, 1500",
    "16384, 16384",
    "100000, 100k",
    "1e6, 1M",
    "2.5e6, 2500k",
    "123456.5, 123456500m",
    "3945867.4, 3945867400m",
    "-2.5, -2500m",
    "1e15, 1P",
    "1e19, 10E",
    "1.7976931348623157e308, 179769313486231570e291"
  })
  void ofDouble_sample_isCutToThousandths(double sample, String text) {
    assertThat(Quantity.ofDouble(sample)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void ofDouble_notFinite_isRefused(double sample) {
    assertThatThrownBy(() -> Quantity.ofDouble(sample))
        .isInstanceOf(QuantityException.class)
        .hasMessage(sample + " is no quantity: it must be a finite number");
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775817, 9223372036854775810",
    "9223372036854775827, 9223372036854775820",
    "9223372036854775797, 9223372036854775797",
    "9223372036854775707, 9223372036854775707",
    "18446744073709551615, 18446744073709551610"
  })
  void ofUnsigned_beyond63Bits_dropsTheLastDigit(String counter, String amount) {
    assertThat(Quantity.ofUnsigned(Long.parseUnsignedLong(counter)).amount())
        .isEqualByComparingTo(amount);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, DECIMAL_SI",
    "0Ki, 0, BINARY_SI",
    "0e999999999, 0, DECIMAL_EXPONENT",
    "0e-999999999, 0, DECIMAL_EXPONENT",
    "1.5, 1500m, DECIMAL_SI",
    "1.5Gi, 1536Mi, BINARY_SI",
    "+5, 5, DECIMAL_SI",
    "-1.025Ti, -1126999418470400m, BINARY_SI",
    "1E, 1E, DECIMAL_SI",
    "12E, 12E, DECIMAL_SI",
    "1000E, 1e21, DECIMAL_SI",
    "1E-3, 1e-3, DECIMAL_EXPONENT",
    "1e14, 100e12, DECIMAL_EXPONENT",
    "1.3E+6, 1300e3, DECIMAL_EXPONENT",
    "5e0, 5, DECIMAL_EXPONENT",
    "1024k, 1024k, DECIMAL_SI",
    "100.035k, 100035, DECIMAL_SI",
    "0.0005k, 500m, DECIMAL_SI",
    "10.035M, 10035k, DECIMAL_SI",
    "1.01E, 1010P, DECIMAL_SI",
    "100.035Ki, 102435840m, BINARY_SI",
    "0.5Mi, 512Ki, BINARY_SI",
    "0.5Ki, 512, BINARY_SI",
    "0.05Gi, 53687091200m, BINARY_SI",
    "1., 1, DECIMAL_SI",
    "1.G, 1G, DECIMAL_SI",
    ".001, 1m, DECIMAL_SI",
    ".0001k, 100m, DECIMAL_SI",
    "00012, 12, DECIMAL_SI",
    "18446744073709551616, 18446744073709551616, DECIMAL_SI",
    "1.2345, 1234500u, DECIMAL_SI",
    // finer than a nano
    "3.001n, 4n, DECIMAL_SI",
    "-3.001n, -4n, DECIMAL_SI",
    "0.9n, 1n, DECIMAL_SI",
    "1.1E-9, 2e-9, DECIMAL_EXPONENT",
    "0.0000000001, 1n, DECIMAL_SI",
    "1e-999999999, 1e-9, DECIMAL_EXPONENT",
    "-1e-999999999, -1e-9, DECIMAL_EXPONENT",
    "0.00000012345, 124n, DECIMAL_SI",
    "0.000000000001Ki, 2n, DECIMAL_SI",
    // capped
    "9Ei, 9223372036854775807, BINARY_SI",
    "-9Ei, -9223372036854775807, BINARY_SI",
    "9223372036854775807Ki, 9223372036854775807, BINARY_SI",
    "7Ei, 7Ei, BINARY_SI"
  })
  void parse_wellFormed_isReadAndWrittenAsKubernetesDoes(String text, String written, Format form) {
    Quantity read = Quantity.parse(text);
    assertThat(read).hasToString(written);
    assertThat(read.format()).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+", ".", "-.", "Ki", "m1", " 1", "--1", "a", "e3", "\u0661"})
  void parse_withoutNumber_saysWhatIsExpected(String text) {
    assertThatThrownBy(() -> Quantity.parse(text))
        .isInstanceOf(QuantityException.class)
        .hasMessage(
            "\""
                + text
                + "\" is no quantity: it must begin with a number, followed by nothing or one of"
                + " the suffixes n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or an exponent"
                + " such as e3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "K",
        "ki",
        "Mb",
        "i",
        "ni",
        "mi",
        " ",
        "1.2",
        "e",
        "e+",
        "e1.5",
        "e5k",
        "E3i",
        ".1",
        "e99999999999",
        "e1000000000",
        "e-1000000000",
        "e\u0661",
        "-",
        "\"",
        "kk"
      })
  void parse_unknownSuffix_isNamedWithWhatIsAllowed(String suffix) {
    assertThatThrownBy(() -> Quantity.parse("1.5" + suffix))
        .isInstanceOf(QuantityException.class)
        .hasMessageContaining("\"1.5" + suffix + "\" is no quantity: unknown suffix")
        .hasMessageEndingWith(
            "allowed are n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or an exponent such as"
                + " e3");
  }

  @Test
  void parse_hugeAmountOrText_isRefusedWithItsBound() {
    assertThatThrownBy(() -> Quantity.parse("1e400"))
        .hasMessage("\"1e400\" is no quantity: an amount of 10^400 or more");
    assertThatThrownBy(() -> Quantity.parse("-1e999999999")).hasMessageContaining("10^400");
    assertThatThrownBy(() -> Quantity.parse("1".repeat(513)))
        .hasMessage(
            "\"" + "1".repeat(64) + "...\" is no quantity: 513 characters, at most 512 are read");
    assertThat(Quantity.parse("9e399")).hasToString("9e399");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1n, 1, 1",
    "-1n, -1, -1",
    "1m, 1, 1",
    "1001m, 2, 1001",
    "-1001m, -2, -1001",
    "1000001u, 2, 1001",
    "1500, 1500, 1500000",
    "1Ki, 1024, 1024000",
    "9223372036854775807, 9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808, -9223372036854775808",
    "9223372036854775808, 9223372036854775807, 9223372036854775807",
    "1e30, 9223372036854775807, 9223372036854775807",
    "-1e30, -9223372036854775808, -9223372036854775808"
  })
  void value_fraction_isRoundedAwayFromZero(String text, long value, long milliValue) {
    assertThat(Quantity.parse(text).value()).isEqualTo(value);
    assertThat(Quantity.parse(text).milliValue()).isEqualTo(milliValue);
  }

  @Test
  void add_zero_takesTheFormOfTheOther() {
    assertThat(Quantity.ZERO.add(Quantity.parse("1Gi"))).hasToString("1Gi");
    assertThat(Quantity.parse("1Gi").add(Quantity.ZERO)).hasToString("1Gi");
    assertThat(Quantity.parse("1Gi").add(Quantity.of(1024))).hasToString("1048577Ki");
    assertThat(Quantity.parse("100m").add(Quantity.parse("-100m"))).hasToString("0");
  }

  @Test
  void add_beyondWhatBinarySuffixesCarry_staysExact() {
    Quantity sum = Quantity.parse("7Ei").add(Quantity.parse("7Ei"));
    assertThat(sum).hasToString("16140901064495857664");
    assertThat(Quantity.parse(sum.toString())).isEqualTo(sum);
  }

  @Test
  void add_beyondTheBound_isRefused() {
    Quantity most = Quantity.parse("9e399");
    assertThatThrownBy(() -> most.add(most)).isInstanceOf(QuantityException.class);
  }

  @Test
  void equals_sameAmountInOtherForm_isTrue() {
    Quantity kibi = Quantity.parse("1Ki");
    assertThat(kibi)
        .isEqualTo(Quantity.parse("1024"))
        .hasSameHashCodeAs(Quantity.parse("1.024e3"))
        .isEqualByComparingTo(Quantity.ofMilli(1_024_000))
        .isNotEqualTo(Quantity.parse("1k"));
    assertThat(Quantity.parse("10000T")).isGreaterThan(Quantity.parse("100Gi"));
    assertThat(Quantity.of(new BigDecimal("0E-20"), Format.BINARY_SI)).isEqualTo(Quantity.ZERO);
  }
}
