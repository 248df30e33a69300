package io.heapster.sinks.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: anything from nothing to a bound that doubles with each
 * failure ("full jitter"), so that sinks that failed together do not come back together. See the
 * Amazon Builders' Library, "Timeouts, retries and backoff with jitter".
 */
final class Backoff {
  static final Duration BASE = Duration.ofSeconds(1);
  static final Duration CAP = Duration.ofSeconds(60);

  /** Where somebody must act first, there is no hurry. */
  static final Duration HELD_CAP = Duration.ofMinutes(5);

  /** However long the far end asks to be left alone. */
  static final Duration LONGEST_WISH = Duration.ofMinutes(15);

  private static final int MOST_DOUBLINGS = 20;

  private final RandomGenerator chance;
  private int failures;

  Backoff(RandomGenerator chance) {
    this.chance = chance;
  }

  /**
   * One more failure; nanoseconds until the next attempt.
   *
   * @param cap of the bound
   * @param wish what the far end asked for; zero when nothing
   */
  long failed(Duration cap, Duration wish) {
    long bound = Math.min(cap.toNanos(), BASE.toNanos() << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    // Compared first: a wish for the year 9999 does not fit into nanoseconds.
    long wished = (wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH).toNanos();
    // A wish is a floor, with some jitter on top, so that not all come back at once.
    long floor = wished <= 0 ? 0 : wished + chance.nextLong(BASE.toNanos());
    return Math.max(floor, chance.nextLong(bound + 1));
  }

  void reset() {
    failures = 0;
  }
}
