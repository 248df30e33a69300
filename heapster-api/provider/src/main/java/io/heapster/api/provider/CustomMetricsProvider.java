package io.heapster.api.provider;

import io.heapster.api.provider.selector.LabelSelector;
import java.util.Collection;
import java.util.List;

/**
 * Metrics of Kubernetes objects, served as {@code custom.metrics.k8s.io}. Thread-safe. Values are
 * asked for on virtual threads, which may wait for another server; a request that takes too long is
 * interrupted. The server has normalised what it passes: the plural with its full group, and
 * whether the kind lives in namespaces.
 */
public interface CustomMetricsProvider {
  /**
   * The metrics that discovery lists. Asked on every discovery request, also while the source of
   * the values is away: answers at once, from memory. Values may be asked for that it does not
   * list.
   */
  Collection<CustomMetricInfo> customMetrics();

  /**
   * The value of one object.
   *
   * @param labels conditions on the metric's own labels
   * @throws MetricsException not found, when there is no such metric or value; see its factories
   */
  MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels);

  /**
   * The values of all objects that a selector picks; those without a value are left out.
   *
   * @param namespace empty for kinds that live in none
   * @param labels conditions on the metric's own labels
   * @throws MetricsException not found, when there is no such metric
   */
  List<MetricValue> valuesOf(
      String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels);
}
