package io.heapster.api.provider;

import io.heapster.api.provider.selector.LabelSelector;
import java.util.List;
import java.util.Optional;

/**
 * The objects of the cluster in the terms of a provider of custom metrics. Thread-safe when its
 * parts are, which those of the server are.
 */
public record ClusterObjects(ResourceMapper mapper, ObjectLister lister) {

  /**
   * The metric with the plural and the full group of its kind, by which values are best kept.
   *
   * @return empty when the cluster has no such kind of objects
   */
  public Optional<CustomMetricInfo> normalised(CustomMetricInfo metric) {
    return mapper
        .find(metric.resource())
        .map(kind -> new CustomMetricInfo(kind.resource(), kind.namespaced(), metric.metric()));
  }

  /**
   * A reference to the object that a value describes.
   *
   * @throws MetricsException not found, when the cluster has no such kind of objects
   */
  public ObjectReference reference(CustomMetricInfo metric, ObjectName object) {
    return kind(metric).reference(object);
  }

  /**
   * References to the objects that a selector picks, in the API server's order. Waits for the API
   * server.
   *
   * @param namespace empty for kinds that live in none
   * @throws MetricsException not found, when the cluster has no such kind of objects; what {@link
   *     ObjectLister#list} throws
   */
  public List<ObjectReference> select(
      CustomMetricInfo metric, String namespace, LabelSelector selector) {
    KindOfObjects kind = kind(metric);
    return lister.list(kind, namespace, selector).stream().map(kind::reference).toList();
  }

  private KindOfObjects kind(CustomMetricInfo metric) {
    return mapper
        .find(metric.resource())
        .orElseThrow(() -> MetricsException.metricNotFound(metric));
  }
}
