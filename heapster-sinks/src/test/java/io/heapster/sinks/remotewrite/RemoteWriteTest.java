package io.heapster.sinks.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sinks.testing.FlatValue;
import io.heapster.sinks.testing.HttpStandIn;
import io.heapster.sinks.testing.HttpStandIn.Answer;
import io.heapster.sinks.testing.PrometheusServer;
import io.heapster.sinks.testing.SinkRun;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

final class RemoteWriteTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:50Z");

  private static DataBatch nodes(Instant time, int count) {
    BatchScript script = BatchScript.at(time);
    for (int i = 0; i < count; i++) {
      var node = new EntityKey.Node("n" + i);
      script.entity(node, Map.of("nodename", "n" + i)).value(node, PlainMetrics.MEMORY_USAGE, i);
    }
    return script.build();
  }

  private static List<WriteRequests.Series> series(HttpStandIn.Call call) {
    assertThat(call.target()).isEqualTo("/api/v1/write");
    assertThat(call.header("Content-Encoding")).isEqualTo("snappy");
    assertThat(call.header("Content-Type")).isEqualTo("application/x-protobuf");
    assertThat(call.header("X-Prometheus-Remote-Write-Version")).isEqualTo("0.1.0");
    try {
      return WriteRequests.parse(Snappy.uncompress(call.body()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SinkRun sink(HttpStandIn server, String options) {
    return SinkRun.of("prometheus-remote-write:" + server.uri() + options);
  }

  @Test
  void export_wholeTick_isInPrometheusValueByValue() throws Exception {
    DataBatch batch = DemoTick.demo();
    try (var prometheus = PrometheusServer.start();
        var sink = SinkRun.of("prometheus-remote-write:" + prometheus.uri() + "?labels=joined")) {
      sink.export(batch);

      var expected = new HashMap<Map<String, String>, String>();
      for (FlatValue value : FlatValue.of(batch)) {
        String at = batch.timestamp().getEpochSecond() + " " + value.value().asDouble();
        assertThat(expected.put(labels(value), at)).isNull();
      }
      assertThat(actual(prometheus)).isEqualTo(expected);
      assertThat(sink.delivered()).isEqualTo(expected.size()).isGreaterThan(15_000);
      assertThat(sink.deadLetters()).isEmpty();
    }
  }

  private static Map<String, String> labels(FlatValue value) {
    var labels = new TreeMap<String, String>();
    value
        .labels()
        .forEach((key, text) -> {
          if (!text.isEmpty()) {
            labels.put(key.replaceAll("[^a-zA-Z0-9_]", "_"), text);
          }
        });
    String name = "heapster_" + value.metric().name().replaceAll("[^a-zA-Z0-9_:]", "_");
    boolean counter = value.metric().isCumulative() && !name.endsWith("_total");
    labels.put("__name__", counter ? name + "_total" : name);
    labels.put("cluster", "k8s-cluster");
    return labels;
  }

  private static Map<Map<String, String>, String> actual(PrometheusServer prometheus) {
    var actual = new HashMap<Map<String, String>, String>();
    for (JsonNode series : prometheus.query("{__name__=~\"heapster_.+\"}[1h]")) {
      var labels = new TreeMap<String, String>();
      series
          .path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      assertThat(series.path("values")).hasSize(1);
      JsonNode sample = series.path("values").path(0);
      double value = Double.parseDouble(sample.path(1).asText());
      actual.put(labels, sample.path(0).asLong() + " " + value);
    }
    return actual;
  }

  @Test
  void export_olderBatchToPrometheus_isDroppedAndCounted() throws Exception {
    Instant now = DemoTick.recently();
    try (var prometheus = PrometheusServer.start();
        var sink = SinkRun.of("prometheus-remote-write:" + prometheus.uri())) {
      sink.export(nodes(now, 50));
      sink.export(nodes(now.minusSeconds(60), 50));
      // The same once more is no mistake: a request may come twice.
      sink.export(nodes(now, 50));

      assertThat(sink.delivered()).isEqualTo(100);
      assertThat(sink.dropped()).isEqualTo(50);
      assertThat(sink.deadLetters()).isEmpty();
    }
  }

  @Test
  void export_severalRequests_holdEverySeriesOnce() throws Exception {
    try (var server = HttpStandIn.start(_ -> Answer.of(204, ""));
        var sink = sink(server, "?batchsize=30&concurrency=4")) {
      sink.export(nodes(TIME, 100));

      assertThat(server.calls()).hasSize(4);
      assertThat(server.calls().stream().flatMap(call -> series(call).stream()))
          .extracting(WriteRequests.Series::value)
          .hasSize(100)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void export_oneBadSeries_isSetAsideAlone() throws Exception {
    try (var server = HttpStandIn.start(RemoteWriteTest::refusingNode7);
        var sink = sink(server, "")) {
      sink.export(nodes(TIME, 100));

      assertThat(sink.delivered()).isEqualTo(99);
      assertThat(sink.deadLetters())
          .singleElement()
          .satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("HTTP status 400: out of order sample");
            assertThat(WriteRequests.parse(letter.row()).getFirst().value()).isEqualTo(7.0);
          });
    }
  }

  private static Answer refusingNode7(HttpStandIn.Call call) {
    boolean bad = series(call).stream().anyMatch(series -> series.value() == 7.0);
    return bad ? Answer.of(400, "out of order sample\n") : Answer.of(204, "");
  }

  @Test
  void export_pathAndAccess_asAsked() throws Exception {
    try (var server = HttpStandIn.start(_ -> Answer.of(200, ""));
        var sink = sink(server, "/api/v1/push?token=t&header=X-Scope-OrgID:%20me")) {
      sink.export(nodes(TIME, 1));

      assertThat(server.calls().getFirst().target()).isEqualTo("/api/v1/push");
      assertThat(server.calls().getFirst().header("Authorization")).isEqualTo("Bearer t");
      assertThat(server.calls().getFirst().header("X-Scope-OrgID")).isEqualTo("me");
    }
  }

  @Test
  void export_receiverDisabledOrBusy_isTypedByWhatToDo() throws Exception {
    try (var server = HttpStandIn.start(_ -> Answer.of(404, "receiver needs to be enabled"));
        var sink = sink(server, "")) {
      assertThatThrownBy(() -> sink.export(nodes(TIME, 1))).isInstanceOf(SinkHeldException.class);
      server.answer(_ -> Answer.of(503, ""));
      assertThatThrownBy(() -> sink.export(nodes(TIME, 1))).isInstanceOf(RetryLaterException.class);
      server.answer(_ -> Answer.of(204, ""));
      sink.export(nodes(TIME, 1));

      assertThat(sink.delivered()).isEqualTo(1);
    }
  }

  @Test
  void config_mistakes_areAllTold() {
    assertThat(SinkRun.problems("prometheus-remote-write:?prefix=1x&labels=spilt&gzip=true"))
        .containsExactly(
            "sink prometheus-remote-write: option address: \"\": expected http://host[:port] or"
                + " https://host[:port]",
            "sink prometheus-remote-write: option prefix: \"1x\": expected letters, digits, _ and"
                + " :, no digit first",
            "sink prometheus-remote-write: option labels: \"spilt\": expected split, joined or"
                + " none, did you mean \"split\"?",
            "sink prometheus-remote-write: unknown option gzip");
  }
}
