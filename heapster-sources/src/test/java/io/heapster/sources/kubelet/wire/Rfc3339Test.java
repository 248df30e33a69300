package io.heapster.sources.kubelet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
  private static long parse(String text) {
    char[] padded = ("##" + text + "9").toCharArray();
    return Rfc3339.epochNanos(padded, 2, text.length());
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:01Z, 1000000000",
    "1970-01-01T00:00:00.5Z, 500000000",
    "1970-01-01T00:00:00.123456789123Z, 123456789",
    "1970-01-01T01:00:01+01:00, 1000000000",
    "1970-01-01T00:00:00-00:30, 1800000000000",
    "1970-01-02 00:00:00z, 86400000000000",
    "2016-12-31T23:59:60Z, 1483228800000000000",
    "0001-01-01T00:00:00Z, 0"
  })
  void epochNanos_validText_isThatTime(String text, long expected) {
    assertThat(parse(text)).isEqualTo(expected);
  }

  @Test
  void epochNanos_anyTimeAndZone_equalsJavaTime() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      long seconds = random.nextLong(86_400, 9_000_000_000L);
      Instant instant = Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000));
      ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
      String text =
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(instant, zone));
      if (text.length() >= 20 && text.indexOf(':', 14) == 16) {
        assertThat(parse(text)).as(text).isEqualTo(nanos(instant));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "2026-11-21",
        "2026-11-21T05:25:56",
        "2026-13-21T05:25:56Z",
        "2026-02-29T05:25:56Z",
        "1900-02-29T05:25:56Z",
        "2026-11-00T05:25:56Z",
        "2026-11-21T24:25:56Z",
        "2026-11-21T05:60:56Z",
        "2026-11-21T05:25:61Z",
        "2026-11-21T05:25:56.Z",
        "2026-11-21T05:25:56.1",
        "2026-11-21T05:25:56+1:00",
        "2026-11-21T05:25:56+25:00",
        "2026-11-21T05:25:56ZZ",
        "2026/11/21T05:25:56Z",
        "2O26-11-21T05:25:56Z",
        "1969-12-31T23:59:59Z",
        "2262-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z"
      })
  void epochNanos_noTimeOrNoneOfOurs_isMalformed(String text) {
    assertThat(parse(text)).isEqualTo(Rfc3339.MALFORMED);
  }
}
