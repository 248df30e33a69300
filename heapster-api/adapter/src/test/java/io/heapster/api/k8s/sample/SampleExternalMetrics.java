package io.heapster.api.k8s.sample;

import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Three values that never change, the same in each namespace. As with the test adapter of
 * custom-metrics-apiserver, a metric that is not there has no values, where others would answer
 * that it is not found.
 */
record SampleExternalMetrics(InstantSource clock) implements ExternalMetricsProvider {
  private record Series(String metric, Map<String, String> labels, long value) {}

  private static final List<Series> SERIES =
      List.of(
          new Series("my-external-metric", Map.of("foo", "bar"), 42),
          new Series("my-external-metric", Map.of("foo", "baz"), 43),
          new Series("other-external-metric", Map.of(), 44));

  @Override
  public Collection<ExternalMetricInfo> externalMetrics() {
    return List.of(ExternalMetricInfo.PLACEHOLDER);
  }

  @Override
  public List<ExternalMetricValue> values(
      String namespace, ExternalMetricInfo metric, LabelSelector labels) {
    return SERIES.stream()
        .filter(series -> series.metric().equals(metric.metric()))
        .filter(series -> labels.matches(series.labels()))
        .map(this::value)
        .toList();
  }

  private ExternalMetricValue value(Series series) {
    return new ExternalMetricValue(
        series.metric(), series.labels(), clock.instant(), null, Quantity.of(series.value()));
  }
}
