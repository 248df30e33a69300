package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.http.ApiCompat;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.telemetry.SelfMetric;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes that tell about the daemon itself. */
final class HealthAndIndexTest {
  private final RunningApi api = RunningApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private static DataBatch batchWithNode(Duration age) {
    var draft = new BatchDraft(RunningApi.NOW.minus(age));
    draft.add(new EntityKey.Node("n0"), Map.of("type", "node"));
    return draft.build();
  }

  private void assertHealth(String path, int status, String body) throws Exception {
    HttpResponse<String> answer = api.get(path);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void healthz_noBatch_fails() throws Exception {
    assertHealth(
        "/healthz",
        500,
        "[-]healthz failed: could not get the latest data batch\nhealthz check failed");
  }

  @Test
  void healthz_freshBatchWithNodes_isOk() throws Exception {
    api.store.add(batchWithNode(Duration.ofMinutes(3)));
    assertHealth("/healthz", 200, "ok");
    assertHealth("/healthz/healthz", 200, "ok");
    assertHealth("/healthz?verbose", 200, "[+]healthz ok\nhealthz check passed\n");
  }

  @Test
  void healthz_oldBatch_failsWithItsTime() throws Exception {
    api.store.add(batchWithNode(Duration.ofSeconds(181)));
    assertHealth(
        "/healthz",
        500,
        "[-]healthz failed: No current data batch available (latest: 2026-11-21 06:27:55 +0000"
            + " UTC).\nhealthz check failed");
  }

  @Test
  void healthz_noNodes_failsUnlessAsHeapster() throws Exception {
    var draft = new BatchDraft(RunningApi.NOW);
    draft.add(EntityKey.Cluster.INSTANCE, Map.of("type", "cluster"));
    api.store.add(draft.build());
    assertThat(api.get("/healthz").body()).contains("Not enough metrics found");
    try (RunningApi old = RunningApi.start(ApiCompat.HEAPSTER)) {
      old.store.add(draft.build());
      assertThat(old.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void healthz_longResolution_waitsThreeOfThem() throws Exception {
    var d = ApiServerConfig.DEFAULT;
    var slow =
        new ApiServerConfig("", 0, "", "", "", List.of(), false, Duration.ofMinutes(5), d.compat());
    try (RunningApi api5 = RunningApi.start(slow)) {
      api5.store.add(batchWithNode(Duration.ofMinutes(14)));
      assertThat(api5.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void livez_tickOverdue_fails() throws Exception {
    api.sinceLastTick = Optional.of(Duration.ofSeconds(90));
    assertHealth("/livez", 200, "ok");
    api.sinceLastTick = Optional.of(Duration.ofSeconds(91));
    assertHealth(
        "/livez",
        500,
        "[-]tick failed: the last tick began 91 s ago, more than 90 s\nlivez check failed");
  }

  @Test
  void livez_noTickBegunYet_isLive() throws Exception {
    api.sinceLastTick = Optional.empty();
    assertHealth("/livez?verbose", 200, "[+]tick ok\nlivez check passed\n");
  }

  @Test
  void readyz_untilSyncedAndOneBatch_fails() throws Exception {
    api.inventory.synced(false);
    api.oneBatchDone = false;
    assertThat(api.get("/readyz").body())
        .startsWith("[-]inventory failed: ")
        .contains("\n[-]batch failed: ")
        .endsWith("readyz check failed");
    api.inventory.synced(true);
    assertThat(api.get("/readyz").statusCode()).isEqualTo(500);
    api.oneBatchDone = true;
    assertHealth("/readyz?verbose", 200, "[+]inventory ok\n[+]batch ok\nreadyz check passed\n");
  }

  @Test
  void metrics_registeredSeries_areGroupedAndTyped() throws Exception {
    api.telemetry.counter(SelfMetric.SCRAPES, "scraped").inc(3);
    api.telemetry.counter(SelfMetric.SCRAPES, "timed \"out\"\n").inc();
    api.telemetry.gauge(SelfMetric.NODES, () -> 12);
    api.telemetry.timer(SelfMetric.SINK_DURATION, "log").update(1500, TimeUnit.MILLISECONDS);
    api.telemetry.timer(SelfMetric.SCRAPE_DURATION).update(Duration.ofSeconds(2));
    api.telemetry.registry().histogram("9lives.of-cats").update(4);
    HttpResponse<String> page = api.get("/metrics", "Accept", "text/plain");
    assertThat(page.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(page.body())
        .contains(
            "# HELP heapster_scrapes_total Scrapes of a node, by outcome\n"
                + "# TYPE heapster_scrapes_total counter\n"
                + "heapster_scrapes_total{outcome=\"scraped\"} 3\n"
                + "heapster_scrapes_total{outcome=\"timed \\\"out\\\"\\n\"} 1\n",
            "# TYPE heapster_nodes gauge\nheapster_nodes 12\n",
            "heapster_sink_export_duration_seconds{sink=\"log\",quantile=\"0.99\"} 1.5\n"
                + "heapster_sink_export_duration_seconds_sum{sink=\"log\"} 1.5\n"
                + "heapster_sink_export_duration_seconds_count{sink=\"log\"} 1\n",
            "heapster_scrape_duration_seconds{quantile=\"0.5\"} 2\n",
            "# TYPE _9lives_of_cats summary\n",
            "_9lives_of_cats_sum 4\n",
            "heapster_build_info{version=\"1.2.3\",java=",
            "process_cpu_seconds_total ",
            "process_start_time_seconds ",
            "jvm_heap_used_bytes ",
            "jvm_gc_collections_total{collector=",
            "jvm_threads ");
  }

  @Test
  void metrics_everyLine_isWellFormedAndEachFamilyStandsOnce() throws Exception {
    api.get("/healthz");
    var families = new ArrayList<String>();
    for (String line : api.get("/metrics").body().split("\n")) {
      if (line.startsWith("# TYPE ")) {
        families.add(line.split(" ")[2]);
      }
      assertThat(line)
          .matches(
              "# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .+"
                  + "|[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*\\})? [-+0-9.eEInfNa]+");
    }
    assertThat(families).doesNotHaveDuplicates();
  }

  @Test
  void openApi_document_listsExactlyTheRoutesOfTheTable() throws Exception {
    var inputs =
        new ApiInputs(
                null,
                api.inventory,
                new io.heapster.api.health.HealthInputs(Optional::empty, () -> true),
                api.telemetry,
                api.time,
                "1")
            .withHistory(new ListHistory());
    var paths = new ArrayList<String>();
    JsonNode document = api.json("/openapi.json");
    document.path("paths").fieldNames().forEachRemaining(paths::add);
    assertThat(paths)
        .containsExactlyInAnyOrderElementsOf(
            ApiServer.routes(ApiServerConfig.DEFAULT, inputs).patterns());
  }

  @Test
  void openApi_everyReference_pointsToSomething() throws Exception {
    JsonNode document = api.json("/openapi.json");
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).isFalse());
    assertThat(document.findValuesAsText("operationId")).doesNotHaveDuplicates();
  }

  @Test
  void index_forPrograms_linksOnlyToWhatIsServed() throws Exception {
    api.store.add(batchWithNode(Duration.ZERO));
    for (JsonNode entry : api.json("/").path("paths")) {
      assertThat(api.get(entry.path("path").asText()).statusCode())
          .as(entry.toString())
          .isEqualTo(200);
    }
  }
}
