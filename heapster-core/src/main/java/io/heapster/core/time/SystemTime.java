package io.heapster.core.time;

import java.time.Duration;
import java.time.Instant;

/** The machine's clocks. */
enum SystemTime implements TimeSource {
  INSTANCE;

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long elapsedNanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    if (howLong.isPositive()) {
      Thread.sleep(howLong);
    }
  }
}
