package io.heapster.api.k8s.groups.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

final class RoutedMetricsTest {
  private static final GroupResource PODS = GroupResource.core("pods");
  private static final GroupResource JOBS = GroupResource.parse("jobs.batch");

  private final Named first = new Named(1);
  private final Named second = new Named(2);

  /** Answers its number for everything. */
  private static final class Named implements CustomMetricsProvider, ExternalMetricsProvider {
    private final int number;
    private final List<CustomMetricInfo> custom = new ArrayList<>();
    private final List<ExternalMetricInfo> external = new ArrayList<>();
    private boolean broken;

    Named(int number) {
      this.number = number;
    }

    @Override
    public Collection<CustomMetricInfo> customMetrics() {
      if (broken) {
        throw new IllegalStateException("broken for this test");
      }
      return custom;
    }

    @Override
    public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
      return new MetricValue(
          new ObjectReference("Pod", object, "/v1"),
          metric.metric(),
          null,
          Instant.EPOCH,
          null,
          Quantity.of(number));
    }

    @Override
    public List<MetricValue> valuesOf(
        String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels) {
      return List.of(valueOf(new ObjectName(namespace, "x"), metric, labels));
    }

    @Override
    public Collection<ExternalMetricInfo> externalMetrics() {
      if (broken) {
        throw new IllegalStateException("broken for this test");
      }
      return external;
    }

    @Override
    public List<ExternalMetricValue> values(
        String namespace, ExternalMetricInfo metric, LabelSelector labels) {
      return List.of(
          new ExternalMetricValue(
              metric.metric(), Map.of(), Instant.EPOCH, null, Quantity.of(number)));
    }
  }

  private static CustomMetricInfo info(GroupResource resource, String metric) {
    return new CustomMetricInfo(resource, true, metric);
  }

  private static long answering(CustomMetricsProvider provider, CustomMetricInfo metric) {
    long one =
        provider
            .valueOf(new ObjectName("ns", "x"), metric, LabelSelector.EVERYTHING)
            .value()
            .value();
    assertThat(
            provider
                .valuesOf("ns", LabelSelector.EVERYTHING, metric, LabelSelector.EVERYTHING)
                .getFirst()
                .value()
                .value())
        .isEqualTo(one);
    return one;
  }

  private static long answering(ExternalMetricsProvider provider, String metric) {
    return provider
        .values("ns", new ExternalMetricInfo(metric), LabelSelector.EVERYTHING)
        .getFirst()
        .value()
        .value();
  }

  @Test
  void custom_byWholeName_firstFittingRuleWins() {
    RoutedCustomMetrics routed =
        RoutedCustomMetrics.builder()
            .route("first", MetricRule.named("http_.*"), first)
            .route("second", MetricRule.EVERYTHING, second)
            .build();
    assertThat(answering(routed, info(PODS, "http_requests"))).isEqualTo(1);
    assertThat(answering(routed, info(PODS, "my_http_requests"))).isEqualTo(2);
  }

  @Test
  void custom_byResourceAndGroup_holdsForThoseOnly() {
    RoutedCustomMetrics routed =
        RoutedCustomMetrics.builder()
            .route("first", MetricRule.ofGroup("batch").andNamed("a.*"), first)
            .route("second", MetricRule.of(PODS), second)
            .build();
    assertThat(answering(routed, info(JOBS, "age"))).isEqualTo(1);
    assertThat(answering(routed, info(PODS, "age"))).isEqualTo(2);
    assertThatThrownBy(() -> answering(routed, info(JOBS, "size")))
        .isInstanceOf(MetricsException.class)
        .hasMessage("the server could not find the metric size for jobs.batch");
  }

  @Test
  void customDiscovery_ofMetricsThatAnotherWouldAnswer_listsEachOnceWithItsProvider() {
    first.custom.addAll(List.of(info(PODS, "http_a"), info(PODS, "other")));
    second.custom.addAll(List.of(info(PODS, "http_b"), info(PODS, "rest")));
    RoutedCustomMetrics routed =
        RoutedCustomMetrics.builder()
            .route("first", MetricRule.named("http_.*"), first)
            .route("second", MetricRule.EVERYTHING, second)
            .build();
    // http_b would be asked of the first, which does not list it; "other" of the second.
    assertThat(routed.customMetrics()).containsExactly(info(PODS, "http_a"), info(PODS, "rest"));
  }

  @Test
  void customDiscovery_brokenProvider_keepsItsLastListAndTheOthers() {
    first.custom.add(info(PODS, "a"));
    second.custom.add(info(PODS, "b"));
    RoutedCustomMetrics routed =
        RoutedCustomMetrics.builder()
            .route("first", MetricRule.named("a"), first)
            .route("second", MetricRule.EVERYTHING, second)
            .build();
    assertThat(routed.customMetrics()).hasSize(2);
    first.broken = true;
    second.custom.add(info(PODS, "c"));
    assertThat(routed.customMetrics())
        .containsExactly(info(PODS, "a"), info(PODS, "b"), info(PODS, "c"));
    first.broken = false;
    first.custom.clear();
    assertThat(routed.customMetrics()).containsExactly(info(PODS, "b"), info(PODS, "c"));
  }

  @Test
  void custom_ofListed_givesTheRestToTheNext() {
    first.custom.add(info(PODS, "a"));
    second.custom.addAll(List.of(info(PODS, "a"), info(PODS, "b")));
    RoutedCustomMetrics routed =
        RoutedCustomMetrics.builder()
            .route("first", MetricRule.ofListed(), first)
            .route("second", MetricRule.EVERYTHING, second)
            .build();
    assertThat(answering(routed, info(PODS, "a"))).isEqualTo(1);
    assertThat(answering(routed, info(PODS, "b"))).isEqualTo(2);
    assertThat(answering(routed, info(JOBS, "a"))).isEqualTo(2);
    assertThat(routed.customMetrics()).containsExactly(info(PODS, "a"), info(PODS, "b"));
    first.broken = true;
    assertThat(answering(routed, info(PODS, "a"))).as("the last list counts").isEqualTo(1);
  }

  @Test
  void external_ofListed_givesTheRestToTheNext() {
    first.external.add(new ExternalMetricInfo("queue_a"));
    RoutedExternalMetrics routed =
        RoutedExternalMetrics.builder()
            .route("first", MetricRule.ofListed().andNamed("queue_.*"), first)
            .route("second", MetricRule.EVERYTHING, second)
            .build();
    assertThat(answering(routed, "queue_a")).isEqualTo(1);
    assertThat(answering(routed, "queue_b")).isEqualTo(2);
  }

  @Test
  void external_byName_firstFittingRuleWins() {
    RoutedExternalMetrics routed =
        RoutedExternalMetrics.builder()
            .route("none", MetricRule.of(PODS), first)
            .route("first", MetricRule.named("queue_.*"), first)
            .route("second", MetricRule.named("topic_.*"), second)
            .build();
    assertThat(answering(routed, "queue_depth")).isEqualTo(1);
    assertThat(answering(routed, "topic_lag")).isEqualTo(2);
    assertThatThrownBy(() -> answering(routed, "other")).isInstanceOf(MetricsException.class);
  }

  @Test
  void externalDiscovery_brokenFromTheStart_listsTheOthers() {
    first.broken = true;
    second.external.add(new ExternalMetricInfo("topic_lag"));
    RoutedExternalMetrics routed =
        RoutedExternalMetrics.builder()
            .route("first", MetricRule.named("queue_.*"), first)
            .route("second", MetricRule.EVERYTHING, second)
            .build();
    assertThat(routed.externalMetrics()).containsExactly(new ExternalMetricInfo("topic_lag"));
  }

  @Test
  void rule_noPattern_isRefused() {
    assertThatThrownBy(() -> MetricRule.named("*")).isInstanceOf(PatternSyntaxException.class);
  }
}
