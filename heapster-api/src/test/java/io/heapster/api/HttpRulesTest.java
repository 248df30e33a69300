package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.health.HealthInputs;
import io.heapster.api.http.ApiCompat;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all routes: methods, statuses, headers, encodings, and the small routes. */
final class HttpRulesTest {
  private static final Instant TICK = Instant.parse("2026-11-21T06:30:00Z");
  private static final String M = "/api/v1/model";
  private RunningApi api;

  @BeforeEach
  void start() {
    api = RunningApi.start();
    fill(api);
  }

  private static void fill(RunningApi api) {
    var draft = new BatchDraft(TICK);
    var node = new EntityKey.Node("n0");
    draft
        .add(node, Map.of("type", "node", "hostname", "host-0", "nodename", "n0"))
        .sampled(TICK.minusSeconds(3))
        .value(PlainMetrics.CPU_USAGE_RATE, -5)
        .value(PlainMetrics.MEMORY_WORKING_SET, 2048)
        .value(PlainMetrics.CPU_NODE_UTILIZATION, 0.18);
    draft
        .add(
            new EntityKey.SystemContainer(node, "system.slice/docker.service"),
            Map.of("type", "sys_container", "hostname", "host-0"))
        .value(PlainMetrics.CPU_USAGE, 77);
    for (int pod = 0; pod < 120; pod++) {
      draft
          .add(new EntityKey.Pod("ns", "pod-" + pod), Map.of("type", "pod"))
          .value(Metric.custom("queue<depth>", MetricKind.GAUGE), 1.5)
          .value(PlainMetrics.MEMORY_USAGE, pod);
    }
    api.store.add(draft.build());
    api.inventory.node("n0", Map.of());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
  void method_otherThanRead_is405(String method) throws Exception {
    HttpResponse<String> answer = api.send(method, M + "/nodes");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.body()).isEqualTo("405: Method Not Allowed");
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/model/nope, 404: Page Not Found",
    "/api/v1/metric-export/x, 404: Page Not Found",
    "/apis/metrics/v1alpha1/x, 404: Page Not Found",
    "/api/v1, 404 page not found",
    "/api/v1/modelling, 404 page not found",
    "/debug/pprof/, 404 page not found",
    "/api/v1/historical/nodes, 404 page not found"
  })
  void path_unknown_is404InTheServicesWords(String path, String text) throws Exception {
    HttpResponse<String> answer = api.get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body().strip()).isEqualTo(text);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, 406",
    "image/*, 406",
    "application/json, 200",
    "*/*, 200",
    "'text/html, */*;q=0.1', 200",
    "APPLICATION/JSON;q=1, 200"
  })
  void accept_withoutJson_is406(String accept, int status) throws Exception {
    HttpResponse<String> answer = api.get(M + "/nodes", "Accept", accept);
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 406) {
      assertThat(answer.body()).isEqualTo("406: Not Acceptable");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1//model/nodes?x=1, /api/v1/model/nodes?x=1",
    "/api/v1/./model/nodes/, /api/v1/model/nodes/",
    "/api/v1/x/../model/nodes, /api/v1/model/nodes",
    "/api/v1/model/nodes/%2e%2e/nodes, /api/v1/model/nodes",
    "/../../metrics, /metrics",
    "//, /"
  })
  void path_notClean_redirectsToTheCleanOne(String path, String location) throws Exception {
    HttpResponse<String> answer = RawHttp.get(api.port, path);
    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location")).contains(location);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/%zz", "/%", "/api/%4"})
  void path_badEscape_is400WithThePath(String path) throws Exception {
    HttpResponse<String> answer = RawHttp.get(api.port, path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(path);
  }

  @Test
  void query_badEscape_isLeftOut() throws Exception {
    assertThat(RawHttp.get(api.port, M + "/metrics/cpu/limit?start=%zz").statusCode())
        .isEqualTo(200);
  }

  @Test
  void requestLine_tooLong_isRefusedAndServerLives() throws Exception {
    assertThat(RawHttp.get(api.port, "/" + "a".repeat(200_000)).statusCode()).isEqualTo(414);
    assertThat(api.get(M + "/nodes").statusCode()).isEqualTo(200);
  }

  @Test
  void head_anyRoute_hasNoBody() throws Exception {
    for (String path : List.of(M + "/nodes", "/healthz", "/api/v1/metric-export", "/metrics")) {
      HttpResponse<String> answer = api.send("HEAD", path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void gzip_largeAnswer_isCompressedAndTinyOneIsNot() throws Exception {
    HttpResponse<byte[]> large = api.bytes(M + "/debug/allkeys", "Accept-Encoding", "gzip");
    assertThat(large.headers().firstValue("Content-Encoding")).contains("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(large.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8))
        .isEqualTo(api.get(M + "/debug/allkeys").body());
    HttpResponse<byte[]> tiny = api.bytes(M + "/nodes", "Accept-Encoding", "gzip");
    assertThat(tiny.headers().firstValue("Content-Encoding")).isEmpty();
    HttpResponse<byte[]> deflated = api.bytes(M + "/debug/allkeys", "Accept-Encoding", "deflate");
    assertThat(deflated.headers().firstValue("Content-Encoding")).contains("deflate");
  }

  @Test
  void values_defaultMode_areClampedAndExactInFloatValue() throws Exception {
    assertThat(api.json(M + "/nodes/n0/metrics/cpu-usage").at("/metrics/0/value").asLong())
        .isZero();
    JsonNode utilization = api.json(M + "/nodes/n0/metrics/cpu/node_utilization");
    assertThat(utilization.at("/metrics/0/value").asLong()).isZero();
    assertThat(utilization.at("/metrics/0/floatValue").asDouble()).isEqualTo(0.18);
    JsonNode usage = api.json("/apis/metrics/v1alpha1/nodes/n0");
    assertThat(usage.at("/usage/cpu").asText()).isEqualTo("0");
  }

  @Test
  void values_heapsterMode_wrapAroundAndHaveNoFloat() throws Exception {
    try (RunningApi old = RunningApi.start(ApiCompat.HEAPSTER)) {
      fill(old);
      assertThat(old.get(M + "/nodes/n0/metrics/cpu-usage").body())
          .contains("18446744073709551611");
      assertThat(old.get(M + "/nodes/n0/metrics/cpu/node_utilization").body())
          .doesNotContain("floatValue");
      assertThat(old.get("/apis/metrics/v1alpha1/nodes/n0").body()).contains("\"-5m\"");
      assertThat(old.json(M + "/nodes").get(0).asText()).isEqualTo("host-0");
      assertThat(old.json(M + "/nodes/host-0/freecontainers")).hasSize(1);
    }
  }

  @Test
  void names_defaultMode_areThoseThatCanBeAskedFor() throws Exception {
    assertThat(api.json(M + "/nodes").get(0).asText()).isEqualTo("n0");
    assertThat(api.json(M + "/nodes/n0/freecontainers").get(0).asText())
        .isEqualTo("system.slice/docker.service");
    String path = M + "/nodes/n0/freecontainers/system.slice%2Fdocker.service/metrics";
    assertThat(api.json(path).get(0).asText()).isEqualTo("cpu/usage");
    assertThat(api.json(path + "/cpu%2Fusage").at("/metrics/0/value").asLong()).isEqualTo(77);
    String custom = M + "/namespaces/ns/pods/pod-1/metrics";
    assertThat(api.get(custom).body()).contains("custom/queue\\u003cdepth\\u003e");
    assertThat(api.json(custom + "/custom/queue%3Cdepth%3E").at("/metrics/0/floatValue").asDouble())
        .isEqualTo(1.5);
  }

  @Test
  void range_boundsAndOffsets_areInclusive() throws Exception {
    String path = M + "/namespaces/ns/pods/pod-1/metrics/memory/usage";
    assertThat(api.json(path + "?start=2026-11-21T06:30:00Z").path("metrics")).hasSize(1);
    assertThat(api.json(path + "?end=2026-11-21T07:30:00%2B01:00").path("metrics")).hasSize(1);
    assertThat(api.json(path + "?start=2026-11-21T06:30:00.001Z").path("metrics")).isEmpty();
    assertThat(api.json(path + "?start=&end=").path("metrics")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21, 'cannot parse \"\" as \"T\"'",
    "2026-11-21t06:30:00Z, 'cannot parse \"t06:30:00Z\" as \"T\"'",
    "2026-11-21T06:30:00, 'cannot parse \"\" as \"Z07:00\"'",
    "2026-11-21T06:30:00Zx, 'extra text: \"x\"'",
    "2026-13-21T06:30:00Z, out of range"
  })
  void range_malformed_is400WithTheReason(String start, String reason) throws Exception {
    HttpResponse<String> answer = api.get(M + "/metrics/cpu/limit?start=" + start);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("timestamp argument cannot be parsed: parsing time \"" + start + "\"")
        .endsWith(reason);
  }

  @ParameterizedTest
  @CsvSource({"'k1,k2:v2', k1", "'k1:v1,:v2', :v2", "'k1:v1,k1:', k1:", "'a:b,', ''"})
  void labels_malformedPair_is400NamingIt(String labels, String pair) throws Exception {
    HttpResponse<String> answer = api.get(M + "/metrics/cpu/limit?labels=" + labels);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("invalid label pair \"" + pair + '"');
  }

  @Test
  void podList_namesInAnyOrder_answersInThatOrderWithRepeats() throws Exception {
    JsonNode items =
        api.json(M + "/namespaces/ns/pod-list/pod-7,nope,pod-3,pod-7/metrics/memory-usage")
            .path("items");
    var values = new ArrayList<String>();
    items.forEach(item -> values.add(item.at("/metrics/0/value").asText("none")));
    assertThat(values).containsExactly("7", "none", "3", "7");
  }

  @Test
  void podList_tooLong_is400() throws Exception {
    String pods = "p" + ",p".repeat(1000);
    HttpResponse<String> answer =
        api.get(M + "/namespaces/ns/pod-list/" + pods + "/metrics/memory/usage");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("1001", "1000");
  }

  @Test
  void store_disabled_valuesAre503AndTheRestAnswers() throws Exception {
    try (RunningApi bare = RunningApi.withoutStore()) {
      for (String path :
          List.of(
              M + "/nodes",
              M + "/metrics/cpu/limit",
              "/api/v1/metric-export",
              "/apis/metrics/v1alpha1/nodes")) {
        HttpResponse<String> answer = bare.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
        assertThat(answer.body()).contains("--disable_metric_sink");
      }
      assertThat(bare.get("/api/v1/metric-export-schema").statusCode()).isEqualTo(200);
      assertThat(bare.get("/healthz").body()).isEqualTo("ok");
      bare.sinceLastTick = Optional.of(Duration.ofMinutes(4));
      assertThat(bare.get("/healthz").body()).contains("240 s ago");
      bare.sinceLastTick = Optional.empty();
      assertThat(bare.get("/healthz").body()).contains("no tick has begun yet");
    }
  }

  @Test
  void export_disabledOrWithoutBatch_isEmptyListOrNull() throws Exception {
    try (RunningApi empty = RunningApi.start()) {
      assertThat(empty.get("/api/v1/metric-export").body()).isEqualTo("null\n");
    }
    var d = ApiServerConfig.DEFAULT;
    var off =
        new ApiServerConfig(
            "", 0, "", "", "", List.of(), true, d.metricResolution(), ApiCompat.DEFAULT);
    try (RunningApi disabled = RunningApi.start(off)) {
      fill(disabled);
      assertThat(disabled.get("/api/v1/metric-export").body()).isEqualTo("[]\n");
    }
  }

  @Test
  void requests_answered_areCountedByRouteAndStatus() throws Exception {
    api.get(M + "/nodes/n0/metrics/cpu/usage_rate");
    api.get(M + "/nodes/n1/metrics/cpu/usage_rate");
    api.get("/nope/1");
    api.get("/nope/2");
    String route = M + "/nodes/{node-name}/metrics/{metric-name}";
    await()
        .untilAsserted(() ->
            assertThat(api.get("/metrics").body())
                .contains(
                    "heapster_http_requests_total{route=\"" + route + "\",status=\"200\"} 2\n",
                    "heapster_http_requests_total{route=\"none\",status=\"404\"} 2\n"));
  }

  @Test
  void start_portTaken_failsNamingIt() {
    ApiServerConfig taken = ApiServerConfig.DEFAULT.at("127.0.0.1", api.port);
    Vertx other = Vertx.vertx();
    try {
      var inputs =
          new ApiInputs(
              null,
              api.inventory,
              new HealthInputs(Optional::empty, () -> true),
              api.telemetry,
              api.time,
              "1");
      CompletableFuture<Integer> start =
          new ApiServer(taken, inputs, other).start().toCompletionStage().toCompletableFuture();
      assertThat(start)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .withMessageContaining("127.0.0.1:" + api.port);
    } finally {
      other.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void config_portOutOfRange_isRefused() {
    assertThatThrownBy(() -> ApiServerConfig.DEFAULT.at("", 65_536))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
  }
}
