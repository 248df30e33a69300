package io.heapster.api.k8s;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A clock that stands where the test puts it. Short waits pass at once, long ones never end. */
public final class ManualTime implements TimeSource {
  private static final Duration LONG = Duration.ofSeconds(5);

  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private Instant now;
  private long elapsed;

  public ManualTime(Instant now) {
    this.now = now;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
    elapsed += by.toNanos();
  }

  /** The short waits so far. */
  public List<Duration> waits() {
    return waits;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long elapsedNanos() {
    return elapsed;
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    if (howLong.compareTo(LONG) >= 0) {
      new CountDownLatch(1).await();
    }
    waits.add(howLong);
    advance(howLong);
  }
}
