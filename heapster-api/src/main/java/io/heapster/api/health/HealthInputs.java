package io.heapster.api.health;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the checks look at besides the store. Asked on event loops: must answer at once.
 *
 * @param sinceLastTick how long ago the last tick began; empty before the first
 * @param oneBatchDone whether a tick brought a batch since start
 */
public record HealthInputs(
    Supplier<Optional<Duration>> sinceLastTick, BooleanSupplier oneBatchDone) {}
