package io.heapster.core.pipeline;

import java.time.Duration;
import java.time.Instant;

/**
 * One round of housekeeping.
 *
 * @param start of the window it stands for; a multiple of the resolution
 * @param end of the window; becomes the batch's timestamp
 * @param begunNanos elapsed time at which the round began
 * @param deadlineNanos elapsed time by which the scrape must be over
 */
public record Tick(Instant start, Instant end, long begunNanos, long deadlineNanos) {

  public Duration resolution() {
    return Duration.between(start, end);
  }
}
