package io.heapster.api.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1m",
    "999, 999m",
    "1000, 1",
    "1220, 1220m",
    "2000, 2",
    "1000000, 1k",
    "1500000, 1500",
    "-500, -500m"
  })
  void ofMillicores_amount_isCanonical(long amount, String expected) {
    assertThat(Quantity.ofMillicores(amount)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1000, 1k",
    "1023, 1023",
    "1024, 1Ki",
    "1025, 1025",
    "1929216, 1884Ki",
    "5242880, 5Mi",
    "3221225472, 3Gi",
    "1234567, 1234567",
    "-2048, -2Ki"
  })
  void ofBytes_amount_isCanonical(long amount, String expected) {
    assertThat(Quantity.ofBytes(amount)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M, 1m0s",
    "PT15S, 15s",
    "PT15.042S, 15.042s",
    "PT1H0.5S, 1h0m0.5s",
    "PT10M, 10m0s",
    "PT20S, 20s"
  })
  void text_duration_isGos(java.time.Duration duration, String expected) {
    assertThat(GoDuration.text(duration)).isEqualTo(expected);
  }
}
