package io.heapster.api.provider;

import io.heapster.api.provider.selector.LabelSelector;
import java.util.Collection;
import java.util.List;

/**
 * Metrics that belong to no Kubernetes object, served as {@code external.metrics.k8s.io}.
 * Thread-safe. Values are asked for on virtual threads, which may wait for another server; a
 * request that takes too long is interrupted.
 */
public interface ExternalMetricsProvider {
  /**
   * The metrics that discovery lists. Asked on every discovery request, also while the source of
   * the values is away: answers at once, from memory. Values may be asked for that it does not
   * list.
   */
  Collection<ExternalMetricInfo> externalMetrics();

  /**
   * The values of a metric; an autoscaler adds them up.
   *
   * @param namespace of the one who asks
   * @param labels conditions on the metric's labels
   * @return empty when the metric is known and no value fulfils the conditions
   * @throws MetricsException not found, when there is no such metric
   */
  List<ExternalMetricValue> values(
      String namespace, ExternalMetricInfo metric, LabelSelector labels);
}
