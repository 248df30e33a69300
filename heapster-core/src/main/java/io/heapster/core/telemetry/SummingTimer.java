package io.heapster.core.telemetry;

import com.codahale.metrics.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A timer that also knows the sum of all times, which Dropwizard's own does not and a Prometheus
 * summary needs. Thread-safe.
 */
public final class SummingTimer extends Timer {
  private final LongAdder sumNanos = new LongAdder();

  @Override
  public void update(long duration, TimeUnit unit) {
    super.update(duration, unit);
    sumNanos.add(Math.max(0, unit.toNanos(duration)));
  }

  @Override
  public void update(Duration duration) {
    update(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Nanoseconds of all updates together. */
  public long sumNanos() {
    return sumNanos.sum();
  }
}
