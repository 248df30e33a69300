package io.heapster.api;

import io.heapster.api.health.HealthInputs;
import io.heapster.api.status.StatusInputs;
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
 * @param status what the daemon tells about itself besides telemetry
 */
public record ApiInputs(
    @Nullable MetricStore store,
    ClusterInventory inventory,
    HealthInputs health,
    Telemetry telemetry,
    TimeSource time,
    String version,
    @Nullable HistorySource history,
    StatusInputs status) {

  /** Without a historical source, and with nothing told about the daemon itself. */
  public ApiInputs(
      @Nullable MetricStore store,
      ClusterInventory inventory,
      HealthInputs health,
      Telemetry telemetry,
      TimeSource time,
      String version) {
    this(store, inventory, health, telemetry, time, version, null, StatusInputs.none(time.now()));
  }

  /** The same with a historical source; null for none. */
  public ApiInputs withHistory(@Nullable HistorySource source) {
    return new ApiInputs(store, inventory, health, telemetry, time, version, source, status);
  }

  /** The same with what the daemon tells about itself. */
  public ApiInputs withStatus(StatusInputs told) {
    return new ApiInputs(store, inventory, health, telemetry, time, version, history, told);
  }
}
