package io.heapster.sinks.testing;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Clocks that stand still until a test moves them. */
public final class ManualTime implements TimeSource {
  private volatile Instant now;
  private final AtomicLong elapsedNanos = new AtomicLong();

  public ManualTime(Instant now) {
    this.now = now;
  }

  public void advance(Duration duration) {
    set(now.plus(duration));
    elapsedNanos.addAndGet(duration.toNanos());
  }

  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long elapsedNanos() {
    return elapsedNanos.get();
  }

  @Override
  public void sleep(Duration howLong) {
    advance(howLong);
  }
}
