package io.heapster.core.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Where the daemon gets its time from. Wall time names instants (ticks, retention); elapsed time
 * measures durations and deadlines, because the wall clock may be set. Thread-safe.
 */
public interface TimeSource {

  /** The wall clock. */
  Instant now();

  /** Nanoseconds since an arbitrary origin; only differences mean anything. */
  long elapsedNanos();

  /** Waits; returns early only by interrupt. */
  void sleep(Duration howLong) throws InterruptedException;

  static TimeSource system() {
    return SystemTime.INSTANCE;
  }
}
