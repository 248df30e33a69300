package io.heapster.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonBytesTest {
  private static String text(JsonBytes bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 99, 100, 101, 12345, -1, -100, Long.MAX_VALUE, Long.MIN_VALUE})
  void number_long_equalsJavasDigits(long value) {
    assertThat(text(new JsonBytes(1).number(value))).isEqualTo(Long.toString(value));
  }

  @Test
  void number_randomLongs_equalJavasDigits() {
    var random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(63);
      assertThat(text(new JsonBytes(4).number(value))).isEqualTo(Long.toString(value));
    }
  }

  @Test
  void unsigned_negativeBits_wrapsAround() {
    assertThat(text(new JsonBytes(1).unsigned(-75_304))).isEqualTo("18446744073709476312");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, -0",
    "2.0, 2",
    "0.1, 0.1",
    "1.5e-6, 0.0000015",
    "9.9e-7, 9.9e-7",
    "1e-7, 1e-7",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "-1.25e22, -1.25e+22",
    "0.3333333333333333, 0.3333333333333333",
    "123456789.125, 123456789.125",
    "9007199254740993, 9007199254740992"
  })
  void number_double_isWrittenAsGoDoes(double value, String expected) {
    assertThat(text(new JsonBytes(1).number(value))).isEqualTo(expected);
  }

  @Test
  void number_randomDoubles_readBackAsTheSame() {
    var random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(text(new JsonBytes(1).number(value)))).isEqualTo(value);
      }
    }
  }

  @Test
  void number_notFinite_isRefused() {
    assertThatThrownBy(() -> new JsonBytes(1).number(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void text_specialCharacters_areEscapedAsGoDoes() {
    String all = "a\"\\\n\r\t\u0001<>&\u2028\u2029\u007fä€😀";
    assertThat(text(new JsonBytes(1).text(all)))
        .isEqualTo("\"a\\\"\\\\\\n\\r\\t\\u0001\\u003c\\u003e\\u0026\\u2028\\u2029\u007fä€😀\"");
  }

  @Test
  void text_loneSurrogates_becomeReplacementCharacters() {
    assertThat(text(new JsonBytes(1).text("a\ud800b\udc00"))).isEqualTo("\"a\\ufffdb\\ufffd\"");
  }

  @Test
  void text_randomCharacters_readBackAsTheSame() throws Exception {
    var random = new Random(3);
    var mapper = new ObjectMapper();
    for (int i = 0; i < 2_000; i++) {
      var value = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        value.appendCodePoint(random.nextInt(0xD800));
      }
      byte[] json = new JsonBytes(1).text(value.toString()).toByteArray();
      assertThat(mapper.readTree(json).asText()).isEqualTo(value.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T06:30:10Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z",
        "2024-02-29T12:00:00.5Z", "2024-02-29T12:00:00.000000001Z", "0001-01-01T00:00:00Z"
      })
  void time_instant_hasNoMoreFractionThanNeeded(String time) {
    assertThat(JsonTime.text(Instant.parse(time))).isEqualTo(time);
  }

  @Test
  void write_epochNanos_equalsTheTextOfTheInstant() {
    var random = new Random(5);
    for (int i = 0; i < 1_000; i++) {
      long nanos = random.nextLong() / 4;
      var bytes = new JsonBytes(1);
      JsonTime.write(bytes, nanos);
      assertThat(text(bytes)).isEqualTo(JsonTime.text(Instant.ofEpochSecond(0, nanos)));
    }
  }

  @Test
  void seconds_fraction_isCutOff() {
    assertThat(JsonTime.seconds(Instant.parse("2026-11-21T06:30:56.999Z")))
        .isEqualTo("2026-11-21T06:30:56Z");
  }
}
