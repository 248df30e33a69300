package io.heapster.api.k8s.groups.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.k8s.groups.Caller;
import io.heapster.api.k8s.groups.Reply;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExternalMetricsEndpointTest {
  private static final String V1BETA1 = "/apis/external.metrics.k8s.io/v1beta1/";

  private final Caller caller = new Caller(new ExternalMetricsEndpoint(new Echo()));

  private static final class Echo implements ExternalMetricsProvider {
    @Override
    public Collection<ExternalMetricInfo> externalMetrics() {
      return List.of();
    }

    @Override
    public List<ExternalMetricValue> values(
        String namespace, ExternalMetricInfo metric, LabelSelector labels) {
      return List.of(
          new ExternalMetricValue(
              metric.metric(),
              Map.of("z", "<1>", "asked", namespace + "[" + labels + "]"),
              Instant.parse("2026-11-21T05:28:18.7Z"),
              Duration.ofSeconds(90),
              Quantity.of(42)));
    }
  }

  @Test
  void values_selected_areAListToTheByte() {
    assertThat(caller.get(V1BETA1 + "namespaces/shop/queue:depth?labelSelector=a%3Db").text())
        .isEqualTo(
            """
            {"kind":"ExternalMetricValueList","apiVersion":"external.metrics.k8s.io/v1beta1",\
            "metadata":{},"items":[{"metricName":"queue:depth","metricLabels":\
            {"asked":"shop[a=b]","z":"\\u003c1\\u003e"},"timestamp":"2026-11-21T05:28:18Z",\
            "window":90,"value":"42"}]}
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonexistent-metric", "namespaces/foo", "namespaces/foo/group/metric", "a/b/c"})
  void path_ofAnotherForm_isNotFound(String path) {
    assertThat(caller.get(V1BETA1 + path).status()).isEqualTo(404);
  }

  @Test
  void watch_isNotSupported() {
    Reply reply = caller.get(V1BETA1 + "namespaces/shop/depth?watch=true");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.json().get("message").asText())
        .isEqualTo("watch is not supported on resources of kind \"depth.external.metrics.k8s.io\"");
  }
}
