package io.heapster.api.k8s.sample;

import io.heapster.api.provider.ClusterObjects;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The values that were written last, one for each object and metric. Thread-safe. */
final class SampleMetrics implements CustomMetricsProvider {
  private static final Logger LOG = LoggerFactory.getLogger(SampleMetrics.class);

  private final ClusterObjects cluster;
  private final InstantSource clock;
  private final Map<CustomMetricInfo, Map<ObjectName, Written>> metrics = new ConcurrentHashMap<>();

  private record Written(Quantity value, Map<String, String> labels, Instant at) {}

  SampleMetrics(ClusterObjects cluster, InstantSource clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * Keeps a value; one of a kind that the cluster does not know is kept too.
   *
   * @param metric as it was written, e.g. {@code pod} for {@code pods}
   */
  void write(
      ObjectName object, CustomMetricInfo metric, Quantity value, Map<String, String> labels) {
    CustomMetricInfo full =
        cluster
            .normalised(metric)
            .orElseGet(() -> {
              LOG.warn("the cluster has no {}, kept as it was written", metric.resource());
              return metric;
            });
    metrics
        .computeIfAbsent(full, _ -> new ConcurrentHashMap<>())
        .put(object, new Written(value, Map.copyOf(labels), clock.instant()));
  }

  /** Anything may be written any time, so there is no list. */
  @Override
  public Collection<CustomMetricInfo> customMetrics() {
    return List.of(CustomMetricInfo.PLACEHOLDER);
  }

  @Override
  public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
    Written written = written(metric).get(object);
    if (written == null) {
      throw MetricsException.metricNotFound(metric, object);
    }
    if (!labels.matches(written.labels())) {
      throw MetricsException.metricNotFound(metric, object, labels);
    }
    return value(cluster.reference(metric, object), metric, labels, written);
  }

  @Override
  public List<MetricValue> valuesOf(
      String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels) {
    Map<ObjectName, Written> known = written(metric);
    var values = new ArrayList<MetricValue>();
    for (ObjectReference object : cluster.select(metric, namespace, objects)) {
      Written written = known.get(object.name());
      if (written != null && labels.matches(written.labels())) {
        values.add(value(object, metric, labels, written));
      }
    }
    return values;
  }

  private Map<ObjectName, Written> written(CustomMetricInfo metric) {
    Map<ObjectName, Written> known = metrics.get(metric);
    if (known == null) {
      throw MetricsException.metricNotFound(metric);
    }
    return known;
  }

  private static MetricValue value(
      ObjectReference object, CustomMetricInfo metric, LabelSelector labels, Written written) {
    @Nullable LabelSelector echoed = labels.isEmpty() ? null : labels;
    return new MetricValue(object, metric.metric(), echoed, written.at(), null, written.value());
  }
}
