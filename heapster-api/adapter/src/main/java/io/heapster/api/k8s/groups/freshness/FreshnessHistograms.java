package io.heapster.api.k8s.groups.freshness;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * {@code metrics_apiserver_metric_freshness_seconds}: one observation for each value of custom and
 * external metrics that is answered, its age at that moment. Thread-safe.
 */
public final class FreshnessHistograms {
  private static final String NAME = "metrics_apiserver_metric_freshness_seconds";
  private static final double NANOS_PER_SECOND = 1e9;

  private final TimeSource time;
  private final Map<String, FreshnessHistogram> groups = new ConcurrentSkipListMap<>();

  public FreshnessHistograms(TimeSource time) {
    this.time = time;
  }

  /** The same provider, whose values are observed. */
  public CustomMetricsProvider observed(String group, CustomMetricsProvider provider) {
    return new ObservedCustom(provider, histogram(group), time);
  }

  /** The same provider, whose values are observed. */
  public ExternalMetricsProvider observed(String group, ExternalMetricsProvider provider) {
    return new ObservedExternal(provider, histogram(group), time);
  }

  private FreshnessHistogram histogram(String group) {
    return groups.computeIfAbsent(group, _ -> new FreshnessHistogram());
  }

  /** In the Prometheus format; empty without a provider. */
  public String text() {
    if (groups.isEmpty()) {
      return "";
    }
    var out = new StringBuilder();
    out.append("# HELP ").append(NAME).append(" Freshness of metrics exported\n");
    out.append("# TYPE ").append(NAME).append(" histogram\n");
    groups.forEach((group, histogram) -> histogram.write(out, NAME, group));
    return out.toString();
  }

  private static double age(Instant timestamp, Instant now) {
    Duration age = Duration.between(timestamp, now);
    return age.getSeconds() + age.getNano() / NANOS_PER_SECOND;
  }

  private record ObservedCustom(
      CustomMetricsProvider provider, FreshnessHistogram histogram, TimeSource time)
      implements CustomMetricsProvider {
    @Override
    public Collection<CustomMetricInfo> customMetrics() {
      return provider.customMetrics();
    }

    @Override
    public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
      MetricValue value = provider.valueOf(object, metric, labels);
      histogram.observe(age(value.timestamp(), time.now()));
      return value;
    }

    @Override
    public List<MetricValue> valuesOf(
        String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels) {
      List<MetricValue> values = provider.valuesOf(namespace, objects, metric, labels);
      Instant now = time.now();
      for (MetricValue value : values) {
        histogram.observe(age(value.timestamp(), now));
      }
      return values;
    }
  }

  private record ObservedExternal(
      ExternalMetricsProvider provider, FreshnessHistogram histogram, TimeSource time)
      implements ExternalMetricsProvider {
    @Override
    public Collection<ExternalMetricInfo> externalMetrics() {
      return provider.externalMetrics();
    }

    @Override
    public List<ExternalMetricValue> values(
        String namespace, ExternalMetricInfo metric, LabelSelector labels) {
      List<ExternalMetricValue> values = provider.values(namespace, metric, labels);
      Instant now = time.now();
      for (ExternalMetricValue value : values) {
        histogram.observe(age(value.timestamp(), now));
      }
      return values;
    }
  }
}
