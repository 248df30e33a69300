package io.heapster.api.k8s.tutorial;

import io.heapster.api.provider.ClusterObjects;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Stands in for the provider of the first half: each pod has the same rate. */
record RequestRates(ClusterObjects cluster) implements CustomMetricsProvider {
  private static final CustomMetricInfo REQUESTS =
      new CustomMetricInfo(GroupResource.core("pods"), true, "http_requests_per_second");

  @Override
  public Collection<CustomMetricInfo> customMetrics() {
    return List.of(REQUESTS);
  }

  @Override
  public MetricValue valueOf(ObjectName pod, CustomMetricInfo metric, LabelSelector labels) {
    if (!metric.equals(REQUESTS)) {
      throw MetricsException.metricNotFound(metric);
    }
    return of(cluster.reference(metric, pod));
  }

  @Override
  public List<MetricValue> valuesOf(
      String namespace, LabelSelector pods, CustomMetricInfo metric, LabelSelector labels) {
    return cluster.select(metric, namespace, pods).stream().map(RequestRates::of).toList();
  }

  private static MetricValue of(ObjectReference pod) {
    return new MetricValue(
        pod, REQUESTS.metric(), null, Instant.now(), null, Quantity.ofMilli(20_500));
  }
}
