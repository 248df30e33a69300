package io.heapster.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {

  @ParameterizedTest
  @CsvSource({"500ms,500", "10s,10000", "1m30s,90000", "2h,7200000", "1d,86400000", "0s,0"})
  void parse_text_isItsDuration(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1.5s", "10 s", "10sx", "x10s", "1week"})
  void parse_otherText_isAnErrorThatNamesIt(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + text + "\": not a duration such as 500ms, 10s or 1m30s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999999999999999999s",
        "9223372036854775807d",
        "9223372036854775807s9223372036854775807s"
      })
  void parse_tooLong_isAnErrorThatNamesIt(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + text + "\": too long a duration");
  }

  @Test
  void format_duration_isTheShortestText() {
    assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("1m30s");
    assertThat(Durations.format(Duration.ofMillis(1500))).isEqualTo("1s500ms");
    assertThat(Durations.format(Duration.ofDays(2))).isEqualTo("48h");
    assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
  }
}
