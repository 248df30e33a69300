package io.heapster.api.k8s.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0,0", "0s,0", "32s,32000", "1m30s,90000", "1.5h,5400000", "250ms,250", "1h0m0.5s,3600500",
    "-2s,-2000", "+2s,2000", ".5s,500", "5.s,5000", "1000us,1", "1000µs,1", "1000000ns,1"
  })
  void parse_textOfGo_isRead(String text, long millis) {
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "5", "s", ".s", "1x", "1s1", " 1s", "1 s", "PT1S", "1d", "1e3s"})
  void parse_anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> GoDuration.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parse_hugeText_isRefusedCheaply() {
    assertThatThrownBy(() -> GoDuration.parse("9".repeat(60_000) + "s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("99999");
    assertThatThrownBy(() -> GoDuration.parse("99999999999999999999h"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
