package io.heapster.sinks.kafka;

import io.heapster.core.time.TimeSource;
import java.time.Duration;

/**
 * When a call has to be back. One for the whole call: each part of it gets what the parts before
 * left.
 */
record Deadline(TimeSource time, long nanos) {

  static Deadline in(Duration limit, TimeSource time) {
    return new Deadline(time, time.elapsedNanos() + limit.toNanos());
  }

  /** What is left, never less than nothing. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - time.elapsedNanos()));
  }
}
