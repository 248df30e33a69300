package io.heapster.api.provider.tutorial;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests per second of pods, as a load balancer reports them. */
final class RequestRates implements CustomMetricsProvider {
  static final CustomMetricInfo RATE =
      new CustomMetricInfo(GroupResource.core("pods"), true, "http_requests_per_second");

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** What was reported last of a pod. */
  private record Report(double perSecond, Map<String, String> labels, Instant at) {}

  private final Map<ObjectName, Report> reports = new ConcurrentHashMap<>();
  private final ClusterObjects cluster;

  RequestRates(ClusterObjects cluster) {
    this.cluster = cluster;
  }

  void report(ObjectName pod, double perSecond, Map<String, String> labels, Instant at) {
    reports.put(pod, new Report(perSecond, Map.copyOf(labels), at));
  }

  @Override
  public Collection<CustomMetricInfo> customMetrics() {
    return List.of(RATE);
  }

  @Override
  public MetricValue valueOf(ObjectName pod, CustomMetricInfo metric, LabelSelector labels) {
    requireKnown(metric);
    Report report = reports.get(pod);
    if (report == null) {
      throw MetricsException.metricNotFound(metric, pod);
    }
    if (!labels.matches(report.labels())) {
      throw MetricsException.metricNotFound(metric, pod, labels);
    }
    return value(cluster.reference(metric, pod), labels, report);
  }

  @Override
  public List<MetricValue> valuesOf(
      String namespace, LabelSelector pods, CustomMetricInfo metric, LabelSelector labels) {
    requireKnown(metric);
    var values = new ArrayList<MetricValue>();
    for (ObjectReference pod : cluster.select(metric, namespace, pods)) {
      Report report = reports.get(pod.name());
      if (report != null && labels.matches(report.labels())) {
        values.add(value(pod, labels, report));
      }
    }
    return values;
  }

  private static void requireKnown(CustomMetricInfo metric) {
    if (!metric.equals(RATE)) {
      throw MetricsException.metricNotFound(metric);
    }
  }

  private static MetricValue value(ObjectReference pod, LabelSelector labels, Report report) {
    return new MetricValue(
        pod,
        RATE.metric(),
        labels.isEmpty() ? null : labels,
        report.at(),
        WINDOW,
        Quantity.ofDouble(report.perSecond()));
  }
}
