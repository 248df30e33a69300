package io.heapster.api;

import io.heapster.api.health.HealthInputs;
import io.heapster.core.history.HistorySource;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.store.MetricStore;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * What the API answers from.
 *
 * @param store null when the metric sink is disabled
 * @param version of the daemon
 * @param history null when there is no historical source
 */
public record ApiInputs(
    @Nullable MetricStore store,
    ClusterInventory inventory,
    HealthInputs health,
    Telemetry telemetry,
    TimeSource time,
    String version,
    @Nullable HistorySource history) {

  /** Without a historical source. */
  public ApiInputs(
      @Nullable MetricStore store,
      ClusterInventory inventory,
      HealthInputs health,
      Telemetry telemetry,
      TimeSource time,
      String version) {
    this(store, inventory, health, telemetry, time, version, null);
  }

  /** The same with a historical source; null for none. */
  public ApiInputs withHistory(@Nullable HistorySource source) {
    return new ApiInputs(store, inventory, health, telemetry, time, version, source);
  }
}
