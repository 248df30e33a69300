package io.heapster.core.store;

import java.time.Instant;

/** An interval of time with both ends included. */
public record TimeRange(Instant start, Instant end) {

  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && !instant.isAfter(end);
  }
}
