package io.heapster.core.pipeline;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/**
 * Says when the next round of housekeeping is due. Windows are multiples of the resolution counted
 * from the epoch, so minute resolution means whole UTC minutes; a round begins a fixed offset after
 * its window ended, so that kubelets have sampled it. Thread-safe: it has no state.
 */
public final class TickClock {
  private final TimeSource time;
  private final Duration resolution;
  private final Duration offset;
  private final Duration scrapeTimeout;

  /**
   * @param resolution distance of two ticks; at least one second
   * @param scrapeTimeout how long a tick's scrape may take; cut to four fifths of the resolution,
   *     so that a slow cluster does not eat the next tick
   */
  public TickClock(TimeSource time, Duration resolution, Duration scrapeTimeout) {
    if (resolution.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(resolution + ": a resolution is at least 1 s");
    }
    this.time = time;
    this.resolution = resolution;
    this.offset = shorter(Duration.ofSeconds(5), resolution.dividedBy(5));
    this.scrapeTimeout = shorter(scrapeTimeout, resolution.multipliedBy(4).dividedBy(5));
  }

  public Duration resolution() {
    return resolution;
  }

  /** The end of the newest window that is over. */
  public Instant lastWindowEnd() {
    long step = resolution.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.now().toEpochMilli(), step) * step);
  }

  /**
   * The end of the first window after {@code previous} whose round is not yet overdue. When the
   * wall clock was set back meanwhile, the end of the window under way.
   */
  public Instant nextWindowEnd(Instant previous) {
    Instant next = previous.plus(resolution);
    Instant over = lastWindowEnd();
    if (next.isBefore(over)) {
      // The newest window may still be caught up with; those before it are lost.
      return over;
    }
    Instant underWay = over.plus(resolution);
    return next.isAfter(underWay) ? underWay : next;
  }

  /** How long until the round for a window begins; not positive when it is due. */
  public Duration untilRound(Instant windowEnd) {
    return Duration.between(time.now(), windowEnd.plus(offset));
  }

  /** Starts the round for a window now. */
  public Tick begin(Instant windowEnd) {
    long begun = time.elapsedNanos();
    return new Tick(windowEnd.minus(resolution), windowEnd, begun, begun + scrapeTimeout.toNanos());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
