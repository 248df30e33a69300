package io.heapster.sinks.delivery;

import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.util.random.RandomGenerator;

/**
 * What a delivery needs of the daemon it runs in.
 *
 * @param chance spreads retries; used by the constructing thread only
 */
public record DeliveryContext(TimeSource time, RandomGenerator chance, Telemetry telemetry) {}
