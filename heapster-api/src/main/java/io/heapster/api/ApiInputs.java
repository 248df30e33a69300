package io.heapster.api;

import io.heapster.api.health.HealthInputs;
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
 */
public record ApiInputs(
    @Nullable MetricStore store,
    ClusterInventory inventory,
    HealthInputs health,
    Telemetry telemetry,
    TimeSource time,
    String version) {}
