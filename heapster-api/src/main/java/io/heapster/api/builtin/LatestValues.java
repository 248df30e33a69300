package io.heapster.api.builtin;

import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import io.heapster.core.model.DataBatch;
import io.heapster.core.store.MetricStore;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of the newest batch, prepared once a batch. Thread-safe. */
final class LatestValues {
  /** An autoscaler must not act on what was; a tick or two may be missed. */
  private static final int STALE_AFTER_RESOLUTIONS = 3;

  private final MetricStore store;
  private final TimeSource time;
  private final Duration resolution;

  /** Of the newest batch that was asked for; made again by whoever sees a newer one first. */
  private volatile @Nullable ModelValues prepared;

  LatestValues(MetricStore store, TimeSource time, Duration resolution) {
    this.store = store;
    this.time = time;
    this.resolution = resolution;
  }

  /** Distance of two ticks: the window of what is a rate. */
  Duration resolution() {
    return resolution;
  }

  /** What there is, however old; empty before the first tick. */
  Optional<ModelValues> anyAge() {
    return store.latest().map(this::prepared);
  }

  /**
   * What is fresh enough to act on.
   *
   * @throws MetricsException unavailable when the newest batch is too old or there is none
   */
  ModelValues fresh() {
    ModelValues values =
        anyAge()
            .orElseThrow(() ->
                new MetricsException(
                    Reason.UNAVAILABLE,
                    "no metrics are collected yet; the first tick is under way"));
    Instant measured = values.batch().timestamp();
    Duration limit = resolution.multipliedBy(STALE_AFTER_RESOLUTIONS);
    if (measured.plus(limit).isBefore(time.now())) {
      throw new MetricsException(
          Reason.UNAVAILABLE,
          "the newest metrics are of %s, which is more than %d s ago; see the daemon's /readyz"
              .formatted(measured, limit.toSeconds()));
    }
    return values;
  }

  private ModelValues prepared(DataBatch newest) {
    ModelValues known = prepared;
    if (known != null && known.batch() == newest) {
      return known;
    }
    var made = new ModelValues(newest);
    prepared = made;
    return made;
  }
}
