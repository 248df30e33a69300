package io.heapster.sources.kube;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that moves only when told to. */
final class ManualTime implements TimeSource {
  private final AtomicLong nanos = new AtomicLong();

  void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
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
    advance(howLong);
  }
}
