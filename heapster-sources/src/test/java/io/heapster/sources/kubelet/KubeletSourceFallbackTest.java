package io.heapster.sources.kubelet;

import static io.heapster.sources.kubelet.KubeletBench.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a kubelet is asked when its summary fails, and what is remembered of it. */
final class KubeletSourceFallbackTest {
  private static final String SUMMARY = "/stats/summary";
  private static final String LIGHT = "/stats/summary?only_cpu_and_memory=true";
  private static final String RESOURCE = "/metrics/resource";
  private static final String CONTAINERS = "/stats/container/";

  private final KubeletBench bench = new KubeletBench();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void scrape_summary500_takesCpuAndMemoryOnly() throws InterruptedException {
    kubelet(Map.of(SUMMARY, 500, LIGHT, 200));
    assertThat(nodes(bench.scrape())).containsExactly("n1");
    assertThat(asked).containsExactly(SUMMARY, LIGHT);
    assertThat(fallbacks("summary_cpu_and_memory")).isEqualTo(1);
  }

  @Test
  void scrape_bothSummaries500_takesResourceMetrics() throws InterruptedException {
    kubelet(Map.of(SUMMARY, 500, LIGHT, 500, RESOURCE, 200));
    assertThat(nodes(bench.scrape())).containsExactly("n1");
    assertThat(asked).containsExactly(SUMMARY, LIGHT, RESOURCE);
    assertThat(fallbacks("resource")).isEqualTo(1);
  }

  @Test
  void scrape_all500_fails() throws InterruptedException {
    kubelet(Map.of(SUMMARY, 500, LIGHT, 500, RESOURCE, 500));
    assertThat(nodes(bench.scrape())).isEmpty();
    assertThat(bench.outcomes("failed")).isEqualTo(1);
  }

  @Test
  void scrape_summary500Again_isAskedForFirstEachTick() throws InterruptedException {
    kubelet(Map.of(SUMMARY, 500, LIGHT, 200));
    bench.scrape();
    bench.scrape();
    assertThat(asked).containsExactly(SUMMARY, LIGHT, SUMMARY, LIGHT);
  }

  @Test
  void scrape_resourceMetricsForbidden_isUnauthorized() throws InterruptedException {
    kubelet(Map.of(SUMMARY, 500, LIGHT, 500, RESOURCE, 403));
    bench.scrape();
    assertThat(bench.isShownFailing("n1", "unauthorized")).isTrue();
  }

  @Test
  void scrape_noSummary_postsHeapstersContainerQuery() throws InterruptedException {
    kubelet(Map.of(SUMMARY, 404, CONTAINERS, 200));
    DataBatch batch = bench.scrape();
    assertThat(nodes(batch)).containsExactly("n1");
    assertThat(batch.nodes().labels(0).get("schedulable")).isEqualTo("true");
    assertThat(bodies)
        .containsExactly(
            "{\"containerName\":\"/\",\"num_stats\":1,\"start\":\"2026-11-21T09:59:00Z\","
                + "\"end\":\"2026-11-21T10:00:00Z\",\"subcontainers\":true}");
    assertThat(fallbacks("container_stats")).isEqualTo(1);
  }

  @Test
  void scrape_noSummaryTheTickBefore_asksForContainersAtOnce() throws InterruptedException {
    kubelet(Map.of(SUMMARY, 404, CONTAINERS, 200));
    bench.scrape();
    bench.scrape();
    assertThat(asked).containsExactly(SUMMARY, CONTAINERS, CONTAINERS);
  }

  @Test
  void scrape_neitherSummaryNorContainers_fails() throws InterruptedException {
    kubelet(Map.of(SUMMARY, 404, CONTAINERS, 404));
    bench.scrape();
    bench.scrape();
    assertThat(bench.outcomes("failed")).isEqualTo(2);
    assertThat(asked).containsExactly(SUMMARY, CONTAINERS, SUMMARY, CONTAINERS);
  }

  @Test
  void scrape_fallbackHangs_timesOutWithinTheNodesLimit() throws InterruptedException {
    bench.option("nodeTimeout", "300ms");
    bench.kubelet(
        "n1",
        request -> {
          if (request.uri().equals(SUMMARY)) {
            request.response().setStatusCode(500).end();
          }
        });
    bench.scrape();
    assertThat(bench.outcomes("timed_out")).isEqualTo(1);
  }

  @Test
  void scrape_realAnswers_areDecodedByEndpoint() throws InterruptedException {
    bench.realDecoders();
    String pod = "\"podRef\":{\"name\":\"p\",\"namespace\":\"ns\",\"uid\":\"u\"}";
    String container = "{\"name\":\"c\",\"cpu\":{\"usageCoreNanoSeconds\":7}}";
    bench.kubelet(
        "full",
        request ->
            request
                .response()
                .end(
                    "{\"node\":{\"nodeName\":\"full\"},\"pods\":[{"
                        + pod
                        + ",\"containers\":["
                        + container
                        + "]}]}"));
    bench.kubelet(
        "sick",
        request -> {
          boolean resource = request.uri().equals(RESOURCE);
          request
              .response()
              .setStatusCode(resource ? 200 : 500)
              .end("node_cpu_usage_seconds_total 1.5 1764000000000\n");
        });
    DataBatch batch = bench.scrape();
    assertThat(nodes(batch)).containsExactly("full", "sick");
    assertThat(batch.podContainers().column(PlainMetrics.CPU_USAGE).longAt(0)).isEqualTo(7);
    assertThat(batch.nodes().column(PlainMetrics.CPU_USAGE).longAt(1)).isEqualTo(1_500_000_000L);
  }

  @Test
  void plan_tenMinutesWithoutSummary_looksForItAgain() {
    var plan = new FallbackPlan();
    long minute = 60_000_000_000L;
    plan.learn(StatsEndpoint.SUMMARY, 404, 0);
    plan.learn(StatsEndpoint.CONTAINER_STATS, 200, 0);
    assertThat(List.of(plan.first(9 * minute), plan.first(10 * minute)))
        .containsExactly(StatsEndpoint.CONTAINER_STATS, StatsEndpoint.SUMMARY);
    plan.learn(StatsEndpoint.SUMMARY, 404, 10 * minute);
    assertThat(plan.first(11 * minute)).isEqualTo(StatsEndpoint.CONTAINER_STATS);
    plan.learn(StatsEndpoint.SUMMARY, 200, 20 * minute);
    assertThat(plan.first(21 * minute)).isEqualTo(StatsEndpoint.SUMMARY);
  }

  private long fallbacks(String endpoint) {
    return bench.count("heapster_scrape_fallbacks_total{endpoint=\"" + endpoint + "\"}");
  }

  /** A kubelet that answers each path with its status; POST only where Heapster posted. */
  private void kubelet(Map<String, Integer> statuses) {
    bench.kubelet("n1", request -> answer(request, statuses.getOrDefault(request.uri(), 404)));
  }

  private void answer(HttpServerRequest request, int status) {
    asked.add(request.uri());
    boolean posted = request.method().equals(HttpMethod.POST);
    request
        .body()
        .onSuccess(body -> {
          if (posted) {
            bodies.add(body.toString());
          }
          boolean allowed = posted == request.uri().equals(CONTAINERS);
          request.response().setStatusCode(allowed ? status : 405).end("node n1 1\n");
        });
  }
}
