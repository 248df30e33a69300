package io.heapster.sources.kubelet.light;

import io.heapster.core.time.TimeSource;
import io.heapster.core.usage.UsageCoverage;
import io.heapster.core.usage.UsageStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The coverage of up to a second ago: counting it walks all nodes, and gauges are read together.
 * Thread-safe.
 */
final class RecentCoverage {
  private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

  private final UsageStore store;
  private final TimeSource time;
  private volatile @Nullable Counted last;

  private record Counted(long atNanos, UsageCoverage coverage) {}

  RecentCoverage(UsageStore store, TimeSource time) {
    this.store = store;
    this.time = time;
  }

  UsageCoverage get() {
    long now = time.elapsedNanos();
    Counted known = last;
    if (known == null || now - known.atNanos() >= KEPT_NANOS) {
      known = new Counted(now, store.coverage());
      last = known;
    }
    return known.coverage();
  }
}
