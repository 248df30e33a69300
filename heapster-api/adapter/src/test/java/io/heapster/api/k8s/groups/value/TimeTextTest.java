package io.heapster.api.k8s.groups.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimeTextTest {
  private final TimeText times = new TimeText();

  private String text(Instant instant) {
    var out = new JsonBytes(4);
    times.write(out, instant);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void write_withFraction_cutsItOff() {
    assertThat(text(Instant.parse("2026-11-21T05:28:17.999999999Z")))
        .isEqualTo("\"2026-11-21T05:28:17Z\"");
  }

  @Test
  void write_timesOfManyDays_areThoseOfJsonTime() {
    var random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      Instant instant = Instant.ofEpochSecond(random.nextLong(-50_000_000_000L, 200_000_000_000L));
      assertThat(text(instant)).isEqualTo('"' + JsonTime.seconds(instant) + '"');
    }
  }

  @Test
  void write_noTimeOfGoOrOutOfTheFormat_isNull() {
    assertThat(text(Instant.parse("0001-01-01T00:00:00Z"))).isEqualTo("null");
    assertThat(text(Instant.MAX)).isEqualTo("null");
    assertThat(text(Instant.MIN)).isEqualTo("null");
  }
}
