package io.heapster.api.k8s.cluster;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so. */
final class ElapsedTime implements TimeSource {
  private final AtomicLong nanos = new AtomicLong();

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(nanos.get());
  }

  @Override
  public long elapsedNanos() {
    return nanos.get();
  }

  @Override
  public void sleep(Duration howLong) {
    pass(howLong);
  }
}
