package io.heapster.app;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that only moves when told; sleeping moves it too. */
final class ManualTime implements TimeSource {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private Duration elapsed = Duration.ZERO;

  synchronized void advance(Duration by) {
    elapsed = elapsed.plus(by);
  }

  @Override
  public synchronized Instant now() {
    return EPOCH.plus(elapsed);
  }

  @Override
  public synchronized long elapsedNanos() {
    return elapsed.toNanos();
  }

  @Override
  public void sleep(Duration howLong) {
    advance(howLong);
  }
}
