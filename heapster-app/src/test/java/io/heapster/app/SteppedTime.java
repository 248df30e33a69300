package io.heapster.app;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A wall clock that stands still until it is set: what the simulated world's figures hang on. */
public final class SteppedTime implements TimeSource {
  private volatile Instant now;

  public SteppedTime(Instant start) {
    this.now = start;
  }

  public void set(Instant to) {
    now = to;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long elapsedNanos() {
    return TimeSource.system().elapsedNanos();
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    TimeSource.system().sleep(howLong);
  }
}
