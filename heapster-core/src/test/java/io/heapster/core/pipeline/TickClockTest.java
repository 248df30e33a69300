package io.heapster.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TickClockTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final FakeTime time = new FakeTime(Instant.parse("2026-03-01T12:00:42.5Z"));
  private final TickClock clock = new TickClock(time, MINUTE, TIMEOUT);

  private static Instant at(String clockTime) {
    return Instant.parse("2026-03-01T" + clockTime + "Z");
  }

  @Test
  void lastWindowEnd_isAlignedToTheResolution() {
    assertThat(clock.lastWindowEnd()).isEqualTo(at("12:00:00"));
    time.advance(Duration.ofMillis(17_500));
    assertThat(clock.lastWindowEnd()).isEqualTo(at("12:01:00"));
  }

  @Test
  void lastWindowEnd_beforeTheEpoch_isRoundedDown() {
    var past = new TickClock(new FakeTime(Instant.ofEpochSecond(-61)), MINUTE, TIMEOUT);

    assertThat(past.lastWindowEnd()).isEqualTo(Instant.ofEpochSecond(-120));
  }

  @Test
  void untilRound_countsTheOffset() {
    assertThat(clock.untilRound(at("12:01:00"))).isEqualTo(Duration.ofMillis(22_500));
    assertThat(clock.untilRound(at("12:00:00")).isPositive()).isFalse();
  }

  @Test
  void resolutionOfFiveSeconds_offsetIsAFifthAndNoWindowIsLost() {
    var fast = new TickClock(time, Duration.ofSeconds(5), TIMEOUT);
    Instant end = fast.lastWindowEnd();
    assertThat(end).isEqualTo(at("12:00:40"));

    for (int tick = 0; tick < 100; tick++) {
      Instant next = fast.nextWindowEnd(end);
      assertThat(next).isEqualTo(end.plusSeconds(5));
      Duration wait = fast.untilRound(next);
      time.advance(wait.isPositive() ? wait : Duration.ZERO);
      assertThat(time.now()).isEqualTo(next.plusSeconds(1));
      end = next;
    }
  }

  @Test
  void nextWindowEnd_lateByLessThanAWindow_isTheNext() {
    time.advance(Duration.ofSeconds(60));

    assertThat(clock.nextWindowEnd(at("12:00:00"))).isEqualTo(at("12:01:00"));
  }

  @Test
  void nextWindowEnd_lateByMoreWindows_isTheNewestThatIsOver() {
    time.advance(Duration.ofMinutes(5));

    assertThat(clock.nextWindowEnd(at("12:00:00"))).isEqualTo(at("12:05:00"));
  }

  @Test
  void begin_tick_spansTheWindowAndEndsItsScrapeInTime() {
    Tick tick = clock.begin(at("12:01:00"));

    assertThat(tick.start()).isEqualTo(at("12:00:00"));
    assertThat(tick.end()).isEqualTo(at("12:01:00"));
    assertThat(tick.resolution()).isEqualTo(MINUTE);
    assertThat(tick.deadlineNanos() - tick.begunNanos()).isEqualTo(TIMEOUT.toNanos());
  }

  @Test
  void begin_timeoutPastTheResolution_isCutToFourFifths() {
    Tick tick = new TickClock(time, Duration.ofSeconds(10), TIMEOUT).begin(at("12:01:00"));

    assertThat(tick.deadlineNanos() - tick.begunNanos()).isEqualTo(Duration.ofSeconds(8).toNanos());
  }

  @Test
  void resolutionUnderASecond_isRefused() {
    assertThatThrownBy(() -> new TickClock(time, Duration.ofMillis(999), TIMEOUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PT0.999S: a resolution is at least 1 s");
  }
}
