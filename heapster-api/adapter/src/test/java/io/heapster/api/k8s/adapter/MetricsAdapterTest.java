package io.heapster.api.k8s.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.heapster.api.k8s.groups.routing.MetricRule;
import io.heapster.api.k8s.server.HealthCheck;
import io.heapster.api.provider.ClusterObjects;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole adapter against a stand-in for the cluster's reviews. */
final class MetricsAdapterTest {
  @TempDir private Path folder;
  private HttpServer cluster;

  /** Knows the token {@code good} and lets its owner do everything but read {@code /version}. */
  @BeforeEach
  void start() throws Exception {
    cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cluster.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    cluster.createContext(
        "/",
        exchange -> {
          String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          boolean token = exchange.getRequestURI().getPath().endsWith("/tokenreviews");
          boolean yes = token ? asked.contains("\"good\"") : !asked.contains("/version");
          String status =
              token
                  ? "{\"authenticated\":%s,\"user\":{\"username\":\"hpa\",\"groups\":[\"g\"]}}"
                  : "{\"allowed\":%s}";
          String kind = token ? "TokenReview" : "SubjectAccessReview";
          byte[] answer =
              "{\"kind\":\"%s\",\"status\":%s}"
                  .formatted(kind, status.formatted(yes))
                  .getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    cluster.start();
  }

  @AfterEach
  void stop() {
    cluster.stop(0);
  }

  private record Queue(String metric, long value) implements ExternalMetricsProvider {
    @Override
    public Collection<ExternalMetricInfo> externalMetrics() {
      return List.of(new ExternalMetricInfo(metric));
    }

    @Override
    public List<ExternalMetricValue> values(
        String namespace, ExternalMetricInfo asked, LabelSelector labels) {
      return List.of(
          new ExternalMetricValue(
              asked.metric(), Map.of(), Instant.EPOCH, null, Quantity.of(value)));
    }
  }

  private MetricsAdapterBuilder builder(String... more) throws Exception {
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {}}]
        """
            .formatted(cluster.getAddress().getPort()));
    return MetricsAdapter.builder("queue-adapter")
        .flags(
            "--bind-address=127.0.0.1",
            "--cert-dir=" + folder.resolve("certificates"),
            "--authentication-skip-lookup",
            "--authentication-kubeconfig=" + kubeconfig,
            "--authorization-kubeconfig=" + kubeconfig)
        .flags(more)
        .onFreePort()
        .version("1.2.3", "abc")
        .service("adapter", "monitoring");
  }

  private SSLContext trust() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var files = Files.list(folder.resolve("certificates"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".crt")).toList()) {
        try (var in = Files.newInputStream(file)) {
          for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            store.setCertificateEntry(String.valueOf(store.size()), each);
          }
        }
      }
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private HttpResponse<String> get(RunningAdapter adapter, String path, String token)
      throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(trust()).build()) {
      var uri = URI.create("https://127.0.0.1:" + adapter.port() + path);
      var request = HttpRequest.newBuilder(uri);
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  @Test
  void adapter_withTwoProviders_servesBothToThoseWhoMay() throws Exception {
    MetricsAdapter adapter =
        builder()
            .externalMetrics("first", MetricRule.named("orders"), new Queue("orders", 42))
            .externalMetrics("second", MetricRule.EVERYTHING, new Queue("mails", 7))
            .ready(new HealthCheck("queue-known", Optional::empty))
            .metrics(() -> "own 1\n")
            .build();
    try (RunningAdapter running = adapter.start()) {
      String group = "/apis/external.metrics.k8s.io/v1beta1";
      assertThat(get(running, group, "good").body())
          .contains("\"name\":\"orders\"")
          .contains("\"name\":\"mails\"");
      assertThat(get(running, group + "/namespaces/shop/orders", "good").body())
          .contains("\"value\":\"42\"");
      assertThat(get(running, group + "/namespaces/shop/mails", "good").body())
          .contains("\"value\":\"7\"");
      assertThat(get(running, group, "bad").statusCode()).isEqualTo(401);
      assertThat(get(running, "/version", "good").statusCode()).isEqualTo(403);
      assertThat(get(running, "/readyz", "").body()).isEqualTo("ok");
      assertThat(get(running, "/readyz?verbose", "").body()).contains("[+]queue-known ok");
      assertThat(get(running, "/apis", "good").body())
          .contains("external.metrics.k8s.io")
          .doesNotContain("custom.metrics.k8s.io");
      assertThat(get(running, "/apis/custom.metrics.k8s.io/v1beta1", "good").statusCode())
          .isEqualTo(404);
      assertThat(get(running, "/metrics", "good").body())
          .contains("apiserver_request_total{verb=\"get\",code=\"401\"} 1")
          .endsWith("own 1\n");
    }
  }

  @Test
  void adapter_withCustomMetrics_knowsTheKindsOfTheCluster() throws Exception {
    var closed = new AtomicBoolean();
    var pods = new KindOfObjects(GroupResource.core("pods"), "pod", "Pod", "v1", true);
    var objects =
        new ClusterObjects(
            asked -> asked.resource().equals("pods") ? Optional.of(pods) : Optional.empty(),
            (kind, namespace, selector) -> List.of(new ObjectName(namespace, "web-1")));
    MetricsAdapter adapter =
        builder()
            .cluster(settings -> new ClusterAccess(objects, () -> closed.set(true)))
            .customMetrics(Rate::new)
            .build();
    try (RunningAdapter running = adapter.start()) {
      String group = "/apis/custom.metrics.k8s.io/v1beta2";
      assertThat(get(running, group + "/namespaces/shop/pods/*/rate", "good").body())
          .contains("\"name\":\"web-1\"")
          .contains("\"value\":\"1500m\"");
      assertThat(get(running, group + "/namespaces/shop/things/*/rate", "good").statusCode())
          .isEqualTo(404);
      assertThat(closed).isFalse();
    }
    assertThat(closed).isTrue();
  }

  private record Rate(ClusterObjects objects) implements CustomMetricsProvider {
    @Override
    public Collection<CustomMetricInfo> customMetrics() {
      return List.of(new CustomMetricInfo(GroupResource.core("pods"), true, "rate"));
    }

    @Override
    public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
      return value(objects.reference(metric, object));
    }

    @Override
    public List<MetricValue> valuesOf(
        String namespace, LabelSelector picked, CustomMetricInfo metric, LabelSelector labels) {
      return objects.select(metric, namespace, picked).stream().map(Rate::value).toList();
    }

    private static MetricValue value(ObjectReference object) {
      return new MetricValue(object, "rate", null, Instant.EPOCH, null, Quantity.ofMilli(1500));
    }
  }

  @Test
  void close_endsTheServerAndLetsWaitersGo() throws Exception {
    RunningAdapter running = builder().externalMetrics(new Queue("orders", 1)).build().start();
    int port = running.port();
    running.close();
    running.close();
    running.awaitClosed();
    assertThat(running.port()).isEqualTo(port);
    assertThatThrownBy(() -> get(running, "/readyz", "")).isInstanceOf(java.io.IOException.class);
  }

  @Test
  void run_withWrongFlags_tellsAllAndEndsWith2() throws Exception {
    var err = new ByteArrayOutputStream();
    MetricsAdapter adapter =
        builder("--secure-prot=1", "--request-timeout=x")
            .externalMetrics(new Queue("q", 1))
            .build();
    int exit = adapter.run(new PrintStream(err, true, UTF_8), new PrintStream(err, true, UTF_8));
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .startsWith("queue-adapter: ")
        .contains("--secure-prot: unknown")
        .contains("--request-timeout=x");
  }

  @Test
  void run_withHelp_showsItAndEndsWith0() throws Exception {
    var out = new ByteArrayOutputStream();
    MetricsAdapter adapter = builder("--help").externalMetrics(new Queue("q", 1)).build();
    int exit = adapter.run(new PrintStream(out, true, UTF_8), new PrintStream(out, true, UTF_8));
    assertThat(exit).isZero();
    assertThat(out.toString(UTF_8)).startsWith("Usage of queue-adapter:");
  }

  @Test
  void build_withoutProviders_isRefused() {
    assertThatThrownBy(() -> MetricsAdapter.builder("x").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x serves nothing");
  }
}
