package io.heapster.api.k8s.tutorial;

import io.heapster.api.k8s.tutorial.QueueAdapter.Broker;
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

/** Stands in for the provider of the first half: one queue, whose broker is its label. */
record QueueDepths(Broker broker) implements ExternalMetricsProvider {
  private static final List<ExternalMetricInfo> LISTED =
      List.of(new ExternalMetricInfo("queue_depth"));

  @Override
  public Collection<ExternalMetricInfo> externalMetrics() {
    return LISTED;
  }

  @Override
  public List<ExternalMetricValue> values(
      String namespace, ExternalMetricInfo asked, LabelSelector labels) {
    if (!LISTED.contains(asked)) {
      throw MetricsException.metricNotFound(asked);
    }
    var own = Map.of("queue", "orders", "broker", String.valueOf(broker.address().getHost()));
    var value = new ExternalMetricValue(asked.metric(), own, Instant.now(), null, Quantity.of(42));
    return labels.matches(own) ? List.of(value) : List.of();
  }
}
