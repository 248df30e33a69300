package io.heapster.api.k8s.groups.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurationTextTest {
  private static String text(Duration duration) {
    var out = new JsonBytes(4);
    DurationText.write(out, duration);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "999, 999ns",
    "1000, 1µs",
    "1500, 1.5µs",
    "1000000, 1ms",
    "10000000, 10ms",
    "1234567, 1.234567ms",
    "999999999, 999.999999ms",
    "1000000000, 1s",
    "15953000000, 15.953s",
    "10000000000, 10s",
    "10120929152, 10.120929152s",
    "60000000000, 1m0s",
    "90500000000, 1m30.5s",
    "3600000000000, 1h0m0s",
    "3661000000001, 1h1m1.000000001s",
    "-1500000000, -1.5s",
    "9223372036854775807, 2562047h47m16.854775807s",
    "-9223372036854775808, -2562047h47m16.854775808s"
  })
  void write_ofNanos_isGosText(long nanos, String expected) {
    assertThat(text(Duration.ofNanos(nanos))).isEqualTo('"' + expected + '"');
  }

  @Test
  void write_longerThanGoHolds_isTheLongest() {
    assertThat(text(Duration.ofDays(365_000))).isEqualTo("\"2562047h47m16.854775807s\"");
    assertThat(text(Duration.ofDays(-365_000))).isEqualTo("\"-2562047h47m16.854775808s\"");
  }
}
