package io.heapster.core.store;

import io.heapster.core.model.MetricValue;
import java.time.Instant;

/** A value at the timestamp of its batch. */
public record TimedValue(Instant timestamp, MetricValue value) {}
