package io.heapster.api.provider;

import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The value of a metric for one object.
 *
 * @param selector of the metric's labels that the value was asked with; null for none
 * @param timestamp when it was measured; clients see whole seconds
 * @param window over which it was measured; null for a value of an instant
 */
public record MetricValue(
    ObjectReference object,
    String metric,
    @Nullable LabelSelector selector,
    Instant timestamp,
    @Nullable Duration window,
    Quantity value) {}
