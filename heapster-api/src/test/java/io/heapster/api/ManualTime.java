package io.heapster.api;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands where the test puts it. */
final class ManualTime implements TimeSource {
  private volatile Instant now;

  ManualTime(Instant now) {
    this.now = now;
  }

  void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long elapsedNanos() {
    return now.getEpochSecond() * 1_000_000_000L;
  }

  @Override
  public void sleep(Duration howLong) {
    now = now.plus(howLong);
  }
}
