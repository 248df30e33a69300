package io.heapster.api.provider;

import io.heapster.api.provider.quantity.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of an external metric.
 *
 * @param labels by which it differs from other values of the metric
 * @param timestamp when it was measured; clients see whole seconds
 * @param window over which it was measured; null for a value of an instant
 */
public record ExternalMetricValue(
    String metric,
    Map<String, String> labels,
    Instant timestamp,
    @Nullable Duration window,
    Quantity value) {

  public ExternalMetricValue {
    labels = Map.copyOf(labels);
  }
}
