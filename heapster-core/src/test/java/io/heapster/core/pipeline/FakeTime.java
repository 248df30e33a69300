package io.heapster.core.pipeline;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Clocks that stand still until told, and sleep by moving on at once. Thread-safe. */
final class FakeTime implements TimeSource {
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
  private volatile Instant now;
  private volatile long elapsedNanos = 1;

  FakeTime(Instant now) {
    this.now = now;
  }

  synchronized void advance(Duration by) {
    now = now.plus(by);
    elapsedNanos += by.toNanos();
  }

  /** Sets the wall clock back; elapsed time goes on. */
  synchronized void setBack(Duration by) {
    now = now.minus(by);
  }

  List<Duration> sleeps() {
    return sleeps;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long elapsedNanos() {
    return elapsedNanos;
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    sleeps.add(howLong);
    if (howLong.isPositive()) {
      advance(howLong);
    }
  }
}
