package io.heapster.api.k8s.groups.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.k8s.groups.StoppedTime;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Buckets and figures are those of the tests of custom-metrics-apiserver. */
final class FreshnessHistogramsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final LabelSelector ALL = LabelSelector.EVERYTHING;
  private static final CustomMetricInfo RATE =
      new CustomMetricInfo(GroupResource.core("pods"), true, "rate");

  private final FreshnessHistograms histograms = new FreshnessHistograms(new StoppedTime(NOW));

  /** Values of these ages in milliseconds. */
  private record Aged(long... millis) implements CustomMetricsProvider, ExternalMetricsProvider {
    @Override
    public Collection<CustomMetricInfo> customMetrics() {
      return List.of(RATE);
    }

    @Override
    public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
      return valuesOf("", ALL, metric, labels).getFirst();
    }

    @Override
    public List<MetricValue> valuesOf(
        String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels) {
      var object = new ObjectReference("Pod", new ObjectName("ns", "web"), "/v1");
      return times()
          .map(at -> new MetricValue(object, metric.metric(), null, at, null, Quantity.of(1)))
          .toList();
    }

    @Override
    public Collection<ExternalMetricInfo> externalMetrics() {
      return List.of();
    }

    @Override
    public List<ExternalMetricValue> values(
        String namespace, ExternalMetricInfo metric, LabelSelector labels) {
      return times()
          .map(at -> new ExternalMetricValue(metric.metric(), Map.of(), at, null, Quantity.of(1)))
          .toList();
    }

    private Stream<Instant> times() {
      return LongStream.of(millis).mapToObj(age -> NOW.minus(Duration.ofMillis(age)));
    }
  }

  @Test
  void text_ofExternalValues_isKubernetesHistogram() {
    var external = histograms.observed("external.metrics.k8s.io", external(10_000, 10_000, 2_000));
    external.values("ns", new ExternalMetricInfo("depth"), ALL);
    assertThat(histograms.text())
        .isEqualTo(
            """
            # HELP metrics_apiserver_metric_freshness_seconds Freshness of metrics exported
            # TYPE metrics_apiserver_metric_freshness_seconds histogram
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="1"} 0
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="1.364"} 0
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="1.8604960000000004"} 0
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="2.5377165440000007"} 1
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="3.4614453660160014"} 1
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="4.721411479245826"} 1
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="6.440005257691307"} 1
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="8.784167171490942"} 1
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="11.981604021913647"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="16.342907885890217"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="22.291726356354257"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="30.405914750067208"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="41.47366771909167"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="56.57008276884105"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="77.16159289669919"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="105.2484127110977"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="143.55883493793726"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="195.81425085534644"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="267.09063816669254"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="364.31163045936864"} 3
            metrics_apiserver_metric_freshness_seconds_bucket{group="external.metrics.k8s.io",le="+Inf"} 3
            metrics_apiserver_metric_freshness_seconds_sum{group="external.metrics.k8s.io"} 22
            metrics_apiserver_metric_freshness_seconds_count{group="external.metrics.k8s.io"} 3
            """);
  }

  @Test
  void text_ofCustomValues_countsEachItemOfListsAndSingleOnes() {
    CustomMetricsProvider list = histograms.observed("custom", custom(5_000, 10_000));
    assertThat(list.valuesOf("ns", ALL, RATE, ALL)).hasSize(2);
    CustomMetricsProvider one = histograms.observed("custom", custom(25_000));
    assertThat(one.valueOf(new ObjectName("ns", "web"), RATE, ALL).metric()).isEqualTo("rate");
    assertThat(histograms.text())
        .contains("_bucket{group=\"custom\",le=\"6.440005257691307\"} 1\n")
        .contains("_bucket{group=\"custom\",le=\"11.981604021913647\"} 2\n")
        .contains("_bucket{group=\"custom\",le=\"30.405914750067208\"} 3\n")
        .contains("_sum{group=\"custom\"} 40\n")
        .contains("_count{group=\"custom\"} 3\n");
  }

  @Test
  void text_ofVeryOldAndFutureValues_countsThemAtTheEnds() {
    CustomMetricsProvider ends = histograms.observed("custom", custom(3_600_000, -5_000));
    assertThat(ends.valuesOf("ns", ALL, RATE, ALL)).hasSize(2);
    assertThat(histograms.text())
        .contains("le=\"1\"} 1\n")
        .contains("le=\"364.31163045936864\"} 1\n")
        .contains("le=\"+Inf\"} 2\n")
        .contains("_sum{group=\"custom\"} 3600\n");
  }

  @Test
  void text_withoutProvider_isEmpty() {
    assertThat(histograms.text()).isEmpty();
  }

  private static CustomMetricsProvider custom(long... millis) {
    return new Aged(millis);
  }

  private static ExternalMetricsProvider external(long... millis) {
    return new Aged(millis);
  }
}
