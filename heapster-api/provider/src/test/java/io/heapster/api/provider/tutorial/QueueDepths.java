package io.heapster.api.provider.tutorial;

import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lengths of the queues of a message broker. */
final class QueueDepths implements ExternalMetricsProvider {
  static final ExternalMetricInfo DEPTH = new ExternalMetricInfo("queue_depth");

  /** What the broker told: the length of each queue, and when that was. */
  record Lengths(Map<String, Long> byQueue, Instant at) {}

  private final Supplier<Lengths> broker;

  QueueDepths(Supplier<Lengths> broker) {
    this.broker = broker;
  }

  @Override
  public Collection<ExternalMetricInfo> externalMetrics() {
    return List.of(DEPTH);
  }

  @Override
  public List<ExternalMetricValue> values(
      String namespace, ExternalMetricInfo metric, LabelSelector labels) {
    if (!metric.equals(DEPTH)) {
      throw MetricsException.metricNotFound(metric);
    }
    Lengths lengths = broker.get();
    return lengths.byQueue().keySet().stream()
        .sorted()
        .map(queue -> value(queue, lengths))
        .filter(value -> labels.matches(value.labels()))
        .toList();
  }

  private static ExternalMetricValue value(String queue, Lengths lengths) {
    return new ExternalMetricValue(
        DEPTH.metric(),
        Map.of("queue", queue),
        lengths.at(),
        null,
        Quantity.of(lengths.byQueue().get(queue)));
  }
}
