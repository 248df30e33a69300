package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.http.ApiCompat;
import io.heapster.api.status.ShownSetting;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.ticklog.ScrapeReport;
import io.heapster.core.ticklog.ScrapeReport.FailedNode;
import io.heapster.core.ticklog.ScrapeReport.SlowNode;
import io.heapster.core.ticklog.TickLog;
import io.heapster.core.ticklog.TickRecord;
import io.heapster.core.ticklog.TickRecord.BatchSize;
import io.heapster.core.ticklog.TickRecord.ProcessorTime;
import io.heapster.core.ticklog.TickRecord.StageTimes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes that tell how the daemon is doing and what it was told. */
final class StatusRoutesTest {
  private static final Instant WINDOW_END = Instant.parse("2026-11-21T06:30:00Z");

  private final RunningApi api = RunningApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static TickRecord finished(Instant windowEnd) {
    return new TickRecord(
        windowEnd,
        windowEnd.plusMillis(5_250),
        new StageTimes(millis(1_200), millis(1_000), millis(100), millis(10)),
        List.of(new ProcessorTime("rates", millis(60)), new ProcessorTime("a_rollup", millis(40))),
        new BatchSize(3, 2, 90),
        new ScrapeReport(
            Map.of("unreachable", 1, "scraped", 2),
            List.of(new SlowNode("n7", millis(900), "scraped")),
            List.of(
                new FailedNode("n3", "unreachable", "10.0.0.3:10250: \"refused\"", RunningApi.NOW)),
            1),
        null);
  }

  private static TickRecord failed(Instant windowEnd) {
    var stages = new StageTimes(millis(7), null, null, null);
    return new TickRecord(windowEnd, windowEnd, stages, List.of(), null, null, "no inventory");
  }

  @Test
  void status_nothingYet_isCompleteAndSaysSo() throws Exception {
    assertThat(api.json("/api/v1/status"))
        .isEqualTo(
            RunningApi.JSON.readTree(
                """
                {"version":"1.2.3","started":"2026-11-21T06:29:26Z","now":"2026-11-21T06:30:56Z",
                 "resolutionSeconds":60,"compat":"default",
                 "inventory":{"synced":true,"nodes":0,"nodesReady":0,"notReady":[],"pods":0,"namespaces":null},
                 "ticks":{"finished":0,"skipped":0,"failed":0},"tick":null,
                 "store":{"shortSeconds":140,"longSeconds":900,"longMetrics":["memory/usage"]},
                 "sinks":[],"journal":null}\
                """));
  }

  @Test
  void status_withoutStoreAndInCompat_saysSo() throws Exception {
    try (RunningApi other = RunningApi.withoutStore();
        RunningApi old = RunningApi.start(ApiCompat.HEAPSTER)) {
      assertThat(other.json("/api/v1/status").path("store").isNull()).isTrue();
      assertThat(old.json("/api/v1/status").path("compat").asText()).isEqualTo("heapster");
    }
  }

  @Test
  void status_nodesNotReady_areNamedUpToFifty() throws Exception {
    api.inventory.node("n1", Map.of()).notReady("n3").notReady("n2");
    JsonNode inventory = api.json("/api/v1/status").path("inventory");
    assertThat(inventory.path("nodesReady").asInt()).isEqualTo(1);
    assertThat(inventory.path("notReady").toString()).isEqualTo("[\"n2\",\"n3\"]");

    for (int i = 10; i < 70; i++) {
      api.inventory.notReady("n" + i);
    }
    inventory = api.json("/api/v1/status").path("inventory");
    assertThat(inventory.path("nodes").asInt()).isEqualTo(63);
    assertThat(inventory.path("notReady")).hasSize(50);
    assertThat(inventory.at("/notReady/0").asText()).isEqualTo("n10");
  }

  @Test
  void status_counters_areThoseOfTelemetry() throws Exception {
    api.inventory.node("n1", Map.of()).pod("default", "web-1", Map.of());
    api.inventory.synced(false);
    api.telemetry.gauge(SelfMetric.INVENTORY_OBJECTS, () -> 4, "namespaces");
    api.telemetry.counter(SelfMetric.TICKS).inc(7);
    api.telemetry.counter(SelfMetric.TICKS_SKIPPED).inc(2);
    api.telemetry.counter(SelfMetric.TICK_FAILURES).inc();

    JsonNode status = api.json("/api/v1/status");

    assertThat(status.path("inventory").toString())
        .isEqualTo(
            "{\"synced\":false,\"nodes\":1,\"nodesReady\":1,\"notReady\":[],\"pods\":1,\"namespaces\":4}");
    assertThat(status.path("ticks").toString())
        .isEqualTo("{\"finished\":7,\"skipped\":2,\"failed\":1}");
  }

  @Test
  void status_sinks_areToldByNameWithWhatIsKnown() throws Exception {
    sink("tried", 0, 3);
    sink("new", 1, 0);
    api.telemetry.counter(SelfMetric.SINK_DROPPED, "tried", "lagged").inc(5);
    api.telemetry.counter(SelfMetric.SINK_ROWS, "tried", "delivered").inc(9);
    api.telemetry.timer(SelfMetric.SINK_DURATION, "tried").update(250, TimeUnit.MILLISECONDS);

    JsonNode sinks = api.json("/api/v1/status").path("sinks");

    assertThat(sinks)
        .isEqualTo(
            RunningApi.JSON.readTree(
                """
                [{"name":"new","up":null,"lagBatches":2,"lagBytes":null,"oldestAgeSeconds":30,
                  "batches":{"retried":0},"rows":{},"dropped":{},"exportSeconds":null},
                 {"name":"tried","up":false,"lagBatches":2,"lagBytes":null,"oldestAgeSeconds":30,
                  "batches":{"retried":3},"rows":{"delivered":9},"dropped":{"lagged":5},
                  "exportSeconds":{"mean":0.25,"max":0.25}}]\
                """));
  }

  @Test
  void status_journal_isToldWithTheSinksBytes() throws Exception {
    sink("log", 1, 1);
    api.telemetry.gauge(SelfMetric.JOURNAL_BYTES, () -> 4096L);
    api.telemetry.gauge(SelfMetric.JOURNAL_SEGMENTS, () -> 2);

    JsonNode status = api.json("/api/v1/status");

    assertThat(status.path("journal").toString()).isEqualTo("{\"bytes\":4096,\"segments\":2}");
    assertThat(status.at("/sinks/0/lagBytes").asLong()).isEqualTo(700);
    assertThat(status.at("/sinks/0/up").asBoolean()).isTrue();
  }

  private void sink(String name, int up, int retried) {
    api.telemetry.gauge(SelfMetric.SINK_UP, () -> up, name);
    api.telemetry.gauge(SelfMetric.SINK_LAG, () -> 2L, name);
    api.telemetry.gauge(SelfMetric.SINK_LAG_BYTES, () -> 700L, name);
    api.telemetry.gauge(SelfMetric.SINK_OLDEST_AGE, () -> 30L, name);
    api.telemetry.counter(SelfMetric.SINK_BATCHES, name, "retried").inc(retried);
  }

  @Test
  void ticks_finishedAndFailed_areWrittenOldestFirst() throws Exception {
    api.ticks.add(finished(WINDOW_END));
    api.ticks.add(failed(WINDOW_END.plusSeconds(60)));

    String body = api.get("/api/v1/status/ticks").body();

    assertThat(body)
        .isEqualTo(
            """
            {"resolutionSeconds":60,"ticks":[
            {"timestamp":"2026-11-21T06:30:00Z","begun":"2026-11-21T06:30:05.25Z",
            "seconds":{"all":1.2,"scrape":1,"process":0.1,"hand_over":0.01},
            "processors":{"rates":0.06,"a_rollup":0.04},"nodes":3,"scraped":2,"entities":90,
            "outcomes":{"scraped":2,"unreachable":1},
            "slowest":[{"node":"n7","seconds":0.9,"outcome":"scraped"}],
            "failed":[{"node":"n3","outcome":"unreachable","detail":"10.0.0.3:10250: \\"refused\\"",
            "since":"2026-11-21T06:30:56Z"}],"failedTotal":1,"failure":null},
            {"timestamp":"2026-11-21T06:31:00Z","begun":"2026-11-21T06:31:00Z",
            "seconds":{"all":0.007,"scrape":null,"process":null,"hand_over":null},
            "processors":{},"nodes":null,"scraped":null,"entities":null,"outcomes":null,
            "slowest":null,"failed":null,"failedTotal":null,"failure":"no inventory"}]}\
            """
                .replace("\n", ""));
    assertThat(api.json("/api/v1/status").at("/tick/failure").asText()).isEqualTo("no inventory");
  }

  @Test
  void ticks_limit_givesTheNewest() throws Exception {
    for (int tick = 0; tick < TickLog.CAPACITY + 5; tick++) {
      api.ticks.add(finished(WINDOW_END.plusSeconds(60L * tick)));
    }

    assertThat(api.json("/api/v1/status/ticks").path("ticks")).hasSize(60);
    assertThat(api.json("/api/v1/status/ticks?limit=120").path("ticks")).hasSize(120);
    JsonNode one = api.json("/api/v1/status/ticks?limit=1").path("ticks");
    assertThat(one).hasSize(1);
    assertThat(one.at("/0/timestamp").asText())
        .isEqualTo(WINDOW_END.plusSeconds(60L * (TickLog.CAPACITY + 4)).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "121", "-1", "many", "1.5", "99999999999", "5&limit=6"})
  void ticks_limitThatIsNone_isRefused(String limit) throws Exception {
    HttpResponse<String> answer = api.get("/api/v1/status/ticks?limit=" + limit);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            limit.contains("&")
                ? "limit is given 2 times"
                : "limit=" + limit + ": expected a whole number from 1 to 120");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          status/ticks?limt=5 | unknown parameter "limt", did you mean "limit"?; the parameters here are limit
          status?verbose      | unknown parameter "verbose"; there are none here
          config?key=sinks    | unknown parameter "key"; there are none here
          status/ticks?limit=%zz | "limit=%zz" is not well percent-encoded
          """)
  void status_parameterThatIsNone_isRefusedWithAHint(String question, String message)
      throws Exception {
    HttpResponse<String> answer = RawHttp.get(api.port, "/api/v1/" + question);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
  }

  @Test
  void config_settings_areWrittenWithNullForNothing() throws Exception {
    var settings =
        List.of(
            new ShownSetting(
                "dataDir", "data-dir", null, null, null, "default", "Delivery", "journal"),
            new ShownSetting(
                "sinks", "sink", null, List.of("log"), null, "flag --sink", "Pipeline", "where"));
    try (RunningApi told = RunningApi.withSettings(settings)) {
      assertThat(told.get("/api/v1/config").body())
          .isEqualTo(
              """
              {"settings":[{"key":"dataDir","flag":"data-dir","value":null,"values":null,
              "default":null,"origin":"default","group":"Delivery","help":"journal"},
              {"key":"sinks","flag":"sink","value":null,"values":["log"],"default":null,
              "origin":"flag --sink","group":"Pipeline","help":"where"}]}\
              """
                  .replace("\n", ""));
    }
  }
}
