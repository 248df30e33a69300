package io.heapster.api.k8s.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.api.k8s.adapter.AdapterUnderTest;
import io.heapster.api.k8s.adapter.MetricsAdapter;
import io.heapster.api.k8s.adapter.MetricsAdapterBuilder;
import io.heapster.api.k8s.forward.ForwardCounters;
import io.heapster.api.k8s.forward.ForwardTarget;
import io.heapster.api.k8s.forward.ForwardedCustomMetrics;
import io.heapster.api.k8s.forward.ForwardedExternalMetrics;
import io.heapster.api.k8s.groups.routing.MetricRule;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.testkit.CustomExample;
import io.heapster.api.provider.testkit.ProviderContract;
import io.heapster.core.time.TimeSource;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole adapters over HTTPS, one of which asks the other. */
final class ForwardToSampleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXTERNAL = "/apis/external.metrics.k8s.io/v1beta1";
  private static final String PODS = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/ns/pods/";
  private static final CustomMetricInfo RATE =
      new CustomMetricInfo(GroupResource.core("pods"), true, "rate");

  @TempDir private Path folder;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final ForwardCounters counters = new ForwardCounters();
  private final AtomicReference<SampleMetrics> written = new AtomicReference<>();
  private AdapterUnderTest sample;
  private Path token;

  @BeforeEach
  void start() throws Exception {
    token = Files.writeString(folder.resolve("token"), "good");
    sample =
        adapter(
            "sample",
            MetricsAdapter.builder("sample")
                .cluster(SampleCluster::open)
                .customMetrics(cluster -> {
                  written.set(new SampleMetrics(cluster, InstantSource.system()));
                  return written.get();
                })
                .externalMetrics("listed", MetricRule.ofListed(), new Listed("mails", "orders"))
                .externalMetrics(
                    "sample",
                    MetricRule.EVERYTHING,
                    new SampleExternalMetrics(InstantSource.system())));
    written.get().write(new ObjectName("ns", "foo"), RATE, Quantity.of(1), Map.of("verb", "GET"));
    written.get().write(new ObjectName("ns", "pod-1"), RATE, Quantity.of(2), Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private AdapterUnderTest adapter(String name, MetricsAdapterBuilder builder) throws Exception {
    var adapter = new AdapterUnderTest(Files.createDirectories(folder.resolve(name)), builder);
    open.push(adapter);
    return adapter;
  }

  /** Lists its metrics, each of which has the value 1. */
  private record Listed(String... names) implements ExternalMetricsProvider {
    @Override
    public Collection<ExternalMetricInfo> externalMetrics() {
      return List.of(names).stream().map(ExternalMetricInfo::new).toList();
    }

    @Override
    public List<ExternalMetricValue> values(
        String namespace, ExternalMetricInfo metric, LabelSelector labels) {
      return List.of(
          new ExternalMetricValue(metric.metric(), Map.of(), Instant.EPOCH, null, Quantity.of(1)));
    }
  }

  private ForwardTarget target(AdapterUnderTest to, String pattern) {
    return ForwardTarget.parse(
        "%s=%s;ca-file=%s;token-file=%s;discovery-interval=50ms"
            .formatted(pattern, to.url(), to.authority(), token));
  }

  private ForwardedCustomMetrics custom(ForwardTarget target) {
    var forwarded = ForwardedCustomMetrics.open(target, counters, TimeSource.system());
    open.push(forwarded);
    return forwarded;
  }

  private ForwardedExternalMetrics external(ForwardTarget target) {
    var forwarded = ForwardedExternalMetrics.open(target, counters, TimeSource.system());
    open.push(forwarded);
    return forwarded;
  }

  /** What it lists is its own, everything else is asked of the sample. */
  private AdapterUnderTest front() throws Exception {
    ForwardTarget rest = target(sample, ".*");
    return adapter(
        "front",
        MetricsAdapter.builder("front")
            .cluster(SampleCluster::open)
            .metrics(counters::text)
            .customMetrics("rest", rest.rule(), custom(rest))
            .externalMetrics("own", MetricRule.ofListed(), new Listed("own"))
            .externalMetrics("rest", rest.rule(), external(rest)));
  }

  private static List<String> names(AdapterUnderTest adapter) throws Exception {
    JsonNode list = JSON.readTree(adapter.get(EXTERNAL).body());
    return list.path("resources").findValuesAsText("name");
  }

  @Test
  void get_whatTheSampleHas_isAnsweredByTheFront() throws Exception {
    AdapterUnderTest front = front();
    for (String path :
        List.of(
            PODS + "foo/rate",
            PODS + "*/rate?labelSelector=foo%3Dbar",
            PODS.replace("v1beta2", "v1beta1") + "*/rate?metricLabelSelector=verb%3DGET",
            PODS + "nobody/rate",
            PODS + "foo/nothing")) {
      HttpResponse<String> direct = sample.get(path);
      HttpResponse<String> forwarded = front.get(path);
      assertThat(forwarded.statusCode()).as(path).isEqualTo(direct.statusCode());
      assertThat(forwarded.body()).as(path).isEqualTo(direct.body());
    }
    assertThat(front.get(EXTERNAL + "/namespaces/ns/own").body()).contains("\"value\":\"1\"");
    assertThat(front.get(EXTERNAL + "/namespaces/ns/my-external-metric?labelSelector=foo%3Dbar"))
        .satisfies(answer -> assertThat(answer.body()).contains("\"value\":\"42\""));
    assertThat(front.get("/metrics").body())
        .contains("group=\"external.metrics.k8s.io\",outcome=\"ok\"} 1\n")
        .contains("group=\"custom.metrics.k8s.io\",outcome=\"not_found\"} 2\n");
  }

  @Test
  void get_withoutPermissionAtTheSample_isForbidden() throws Exception {
    Files.writeString(token, "bad");
    HttpResponse<String> answer = front().get(PODS + "foo/rate");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("status 401 (it does not accept this server's token");
  }

  @Test
  void get_sampleAway_is503AndDiscoveryStays() throws Exception {
    AdapterUnderTest front = front();
    await().untilAsserted(() -> assertThat(names(front)).containsExactly("mails", "orders", "own"));
    sample.close();
    HttpResponse<String> answer = front.get(EXTERNAL + "/namespaces/ns/orders");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(names(front)).containsExactly("mails", "orders", "own");
  }

  @Test
  void get_throughTwoThatForwardToEachOther_endsAfterOneHop() throws Exception {
    var to = new AtomicReference<ExternalMetricsProvider>(new Listed());
    AdapterUnderTest second =
        adapter(
            "second",
            MetricsAdapter.builder("second")
                .externalMetrics("own", MetricRule.ofListed(), new Listed("second"))
                .externalMetrics("rest", MetricRule.EVERYTHING, new Later(to)));
    ForwardTarget there = target(second, ".*");
    AdapterUnderTest first =
        adapter(
            "first",
            MetricsAdapter.builder("first")
                .externalMetrics("own", MetricRule.ofListed(), new Listed("first"))
                .externalMetrics("rest", there.rule(), external(there)));
    to.set(external(target(first, ".*")));
    await()
        .untilAsserted(() -> {
          assertThat(names(first)).containsExactly("first", "second");
          assertThat(names(second)).containsExactly("first", "second");
        });
    String namespace = EXTERNAL + "/namespaces/ns/";
    assertThat(first.get(namespace + "second").statusCode()).isEqualTo(200);
    assertThat(second.get(namespace + "first").statusCode()).isEqualTo(200);
    HttpResponse<String> nobodys = first.get(namespace + "nobodys");
    assertThat(nobodys.statusCode()).as(nobodys.body()).isEqualTo(404);
    assertThat(counters.text()).contains("outcome=\"loop\"} 1\n");
    // Nor do they keep in discovery what only the other lists.
    assertThat(
            first.get(
                EXTERNAL,
                "Authorization",
                "Bearer good",
                "User-Agent",
                "heapster-metrics-forwarder"))
        .satisfies(answer -> assertThat(answer.body()).doesNotContain("second"));
  }

  /** A provider that is known later than its server. */
  private record Later(AtomicReference<ExternalMetricsProvider> provider)
      implements ExternalMetricsProvider {
    @Override
    public Collection<ExternalMetricInfo> externalMetrics() {
      return provider.get().externalMetrics();
    }

    @Override
    public List<ExternalMetricValue> values(
        String namespace, ExternalMetricInfo metric, LabelSelector labels) {
      return provider.get().values(namespace, metric, labels);
    }
  }

  @Test
  void forwarded_keepsTheContract() throws Exception {
    ForwardedCustomMetrics forwarded = custom(target(sample, ".*"));
    CustomExample example =
        CustomExample.of(
                RATE,
                List.of(new ObjectName("ns", "foo"), new ObjectName("ns", "pod-1")),
                InstantSource.system())
            .selecting(LabelSelector.parse("foo=bar"), List.of(new ObjectName("ns", "foo")));
    for (var check : ProviderContract.custom(forwarded, example)) {
      check.run();
    }
  }
}
