package io.heapster.sources.simulated;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A wall clock that a test moves; elapsed time is the machine's. */
public final class ManualTime implements TimeSource {
  private final AtomicReference<Instant> now;

  public ManualTime(Instant start) {
    now = new AtomicReference<>(start);
  }

  public void advance(Duration duration) {
    now.updateAndGet(before -> before.plus(duration));
  }

  @Override
  public Instant now() {
    return now.get();
  }

  @Override
  public long elapsedNanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration howLong) {
    advance(howLong);
  }
}
