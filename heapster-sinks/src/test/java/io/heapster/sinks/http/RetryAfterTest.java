package io.heapster.sinks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "17, PT17S",
    "0, PT0S",
    "-5, PT0S",
    "-99999999999999999999999, PT0S",
    "86401, P1D",
    "99999999999999999999999999999, P1D",
    "'Thu, 01 Jan 2026 00:02:00 GMT', PT2M",
    "'Wed, 31 Dec 2025 00:02:00 GMT', PT0S",
    "'Fri, 31 Dec 9999 23:59:59 GMT', P1D",
  })
  void parse_anyWish_isFromNothingToDay(String text, Duration expected) {
    assertThat(RetryAfter.parse(text, NOW)).contains(expected);
  }

  @Test
  void parse_neither_isEmpty() {
    assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
    assertThat(RetryAfter.parse("", NOW)).isEmpty();
    assertThat(RetryAfter.parse("1".repeat(101), NOW)).isEmpty();
  }
}
