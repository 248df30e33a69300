package io.heapster.sources.simulated.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CadenceTest {
  private static final long SINCE = 1_000;

  /** Seconds of a member's events, found by counting second by second. */
  private static List<Long> events(Cadence cadence, long bits, long until) {
    var events = new ArrayList<Long>();
    for (long second = SINCE; second <= until; second++) {
      for (long i = cadence.count(second - 1, bits); i < cadence.count(second, bits); i++) {
        events.add(second);
      }
    }
    return events;
  }

  @Test
  void count_oneInterval_growsByOneEachInterval() {
    Cadence cadence = Cadence.NEVER.from(SINCE, Duration.ofMinutes(1));
    for (long bits = 0; bits < 60; bits++) {
      assertThat(events(cadence, bits, SINCE + 300))
          .containsExactly(
              SINCE + 60 - bits,
              SINCE + 120 - bits,
              SINCE + 180 - bits,
              SINCE + 240 - bits,
              SINCE + 300 - bits);
    }
  }

  @Test
  void last_anySecond_isTheNewestEventCounted() {
    Cadence cadence =
        Cadence.NEVER
            .from(SINCE, Duration.ofSeconds(50))
            .from(SINCE + 170, Duration.ZERO)
            .from(SINCE + 400, Duration.ofSeconds(30));
    for (long bits : new long[] {0, 7, 49, -3}) {
      List<Long> events = events(cadence, bits, SINCE + 600);
      assertThat(events).hasSizeGreaterThan(8);
      assertThat(events).noneMatch(second -> second > SINCE + 170 && second <= SINCE + 400);
      for (int i = 0; i < events.size(); i++) {
        assertThat(cadence.last(events.get(i), bits)).isEqualTo(events.get(i));
        assertThat(cadence.count(events.get(i), bits)).isEqualTo(i + 1L);
      }
    }
  }

  @Test
  void last_beforeTheFirstEvent_isNoEvent() {
    Cadence cadence = Cadence.NEVER.from(SINCE, Duration.ofMinutes(1));

    assertThat(cadence.last(SINCE, 59)).isEqualTo(Cadence.NO_EVENT);
    assertThat(cadence.count(SINCE, 59)).isZero();
    assertThat(Cadence.NEVER.last(Long.MAX_VALUE, 1)).isEqualTo(Cadence.NO_EVENT);
  }

  @Test
  void from_sameInterval_changesNothing() {
    Cadence cadence = Cadence.NEVER.from(SINCE, Duration.ofMinutes(1));

    assertThat(cadence.from(SINCE + 10, Duration.ofMinutes(1))).isSameAs(cadence);
    assertThat(Cadence.NEVER.from(SINCE, Duration.ZERO).isNever()).isTrue();
  }
}
