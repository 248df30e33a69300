package io.heapster.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private static long longest(int failuresBefore, Duration cap) {
    long longest = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      var backoff = new Backoff(new SplittableRandom(seed));
      for (int failure = 0; failure < failuresBefore; failure++) {
        backoff.failed(cap, Duration.ZERO);
      }
      longest = Math.max(longest, backoff.failed(cap, Duration.ZERO));
    }
    return longest;
  }

  @Test
  void failed_again_doublesTheBoundUpToTheCap() {
    long[] bounds = {1, 2, 4, 8, 16, 32, 60, 60};
    for (int failures = 0; failures < bounds.length; failures++) {
      assertThat(longest(failures, Backoff.CAP))
          .isBetween(bounds[failures] * SECOND * 9 / 10, bounds[failures] * SECOND);
    }
    assertThat(longest(1_000, Backoff.CAP)).isLessThanOrEqualTo(60 * SECOND);
    assertThat(longest(1_000, Backoff.HELD_CAP)).isBetween(270 * SECOND, 300 * SECOND);
  }

  @Test
  void failed_manySinksAtOnce_areSpreadOverTheWholeBound() {
    long early = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      var backoff = new Backoff(new SplittableRandom(seed));
      early += backoff.failed(Backoff.CAP, Duration.ZERO) < SECOND / 2 ? 1 : 0;
    }
    assertThat(early).isBetween(400L, 600L);
  }

  @Test
  void failed_withAWish_waitsAtLeastThatLong() {
    for (int seed = 0; seed < 1_000; seed++) {
      var backoff = new Backoff(new SplittableRandom(seed));
      assertThat(backoff.failed(Backoff.CAP, Duration.ofSeconds(30)))
          .isBetween(30 * SECOND, 31 * SECOND);
    }
  }

  @Test
  void failed_withAWishForTheYear9999_isCutToTheLongest() {
    var backoff = new Backoff(new SplittableRandom(3));

    assertThat(backoff.failed(Backoff.CAP, Duration.ofDays(2_900_000)))
        .isBetween(Backoff.LONGEST_WISH.toNanos(), Backoff.LONGEST_WISH.toNanos() + SECOND);
  }

  @Test
  void failed_withTinyWishes_stillBacksOff() {
    long sum = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      var backoff = new Backoff(new SplittableRandom(seed));
      for (int failure = 0; failure < 6; failure++) {
        backoff.failed(Backoff.CAP, Duration.ofMillis(1));
      }
      sum += backoff.failed(Backoff.CAP, Duration.ofMillis(1));
    }
    assertThat(sum / 1_000).isGreaterThan(20 * SECOND);
  }

  @Test
  void reset_afterFailures_beginsAnew() {
    var backoff = new Backoff(new SplittableRandom(3));
    for (int failure = 0; failure < 10; failure++) {
      backoff.failed(Backoff.CAP, Duration.ZERO);
    }
    backoff.reset();

    assertThat(backoff.failed(Backoff.CAP, Duration.ZERO)).isLessThanOrEqualTo(SECOND);
  }
}
