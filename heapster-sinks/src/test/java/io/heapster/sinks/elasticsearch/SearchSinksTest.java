package io.heapster.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.SinkCatalog;
import io.heapster.sinks.SinkChoice;
import io.heapster.sinks.elasticsearch.ScriptedServer.Reply;
import io.heapster.sinks.kind.SinkContext;
import io.heapster.sinks.testing.BatchScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sinks against a server that answers as it is told. */
final class SearchSinksTest {
  private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");

  private final ScriptedServer server = new ScriptedServer();
  private final List<String> deadLetters = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private DataSink sink(String kind, String query) {
    return sinkAt(kind + ":" + server.address() + "?" + query);
  }

  private DataSink sinkAt(String uri) {
    return switch (SinkCatalog.choose(ComponentUri.parse(uri, _ -> null))) {
      case SinkChoice.Sink choice ->
          choice
              .factory()
              .create(
                  new SinkContext(
                      choice.name(),
                      Duration.ofSeconds(10),
                      (_, reason, row) ->
                          deadLetters.add(reason + " " + new String(row, StandardCharsets.UTF_8)),
                      new Telemetry(new MetricRegistry()),
                      TimeSource.system(),
                      ","));
      case SinkChoice other -> throw new AssertionError(other);
    };
  }

  /** Pods with one document each. */
  private static DataBatch pods(int count) {
    var script = BatchScript.at(TIME);
    for (int i = 0; i < count; i++) {
      var key = new EntityKey.Pod("default", "pod-" + i);
      script.entity(key, Map.of("pod_name", "pod-" + i)).value(key, PlainMetrics.RESTART_COUNT, i);
    }
    return script.build();
  }

  private static Reply items(String... items) {
    return Reply.ok("{\"errors\":true,\"items\":[" + String.join(",", items) + "]}");
  }

  private static String item(int status) {
    return status < 300
        ? "{\"index\":{\"status\":" + status + "}}"
        : "{\"index\":{\"error\":{\"type\":\"t\",\"reason\":\"r\",\"caused_by\":{\"type\":\"c\","
            + "\"reason\":\"why\"},\"x\":[1]},\"status\":"
            + status
            + "}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticsearch", "opensearch"})
  void export_twice_putsTemplateOnceAndSendsBulks(String kind, @TempDir Path directory)
      throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "pw\n");
    try (DataSink sink = sink(kind, "pipeline=p&esUserName=u&esUserSecretFile=" + password)) {
      sink.export(pods(2), Lane.FRESH);
      Files.writeString(password, "rotated\n");
      sink.export(pods(2), Lane.FRESH);
    }

    assertThat(server.requests("PUT /_index_template/heapster")).hasSize(1);
    List<ScriptedServer.Request> bulks = server.requests("POST /_bulk");
    assertThat(bulks).hasSize(2);
    assertThat(bulks.getFirst().line()).contains("pipeline=p").contains("filter_path=errors");
    assertThat(bulks.getFirst().headers().get("Content-type"))
        .first()
        .asString()
        .startsWith("application/x-ndjson");
    assertThat(bulks.getFirst().headers())
        .containsEntry("Authorization", List.of("Basic dTpwdw=="));
    assertThat(bulks.getLast().headers())
        .containsEntry("Authorization", List.of("Basic dTpyb3RhdGVk"));
    assertThat(bulks.getFirst().body().lines()).hasSize(4);
    assertThat(bulks.getFirst().body()).isEqualTo(bulks.getLast().body());
  }

  @ParameterizedTest
  @CsvSource({
    "elasticsearch,401,esUserName", "opensearch,401,esUserName",
    "elasticsearch,403,right", "opensearch,403,right",
    "elasticsearch,404,address", "opensearch,404,address"
  })
  void export_notAllowed_isHeldWithAdvice(String kind, int status, String advice) {
    server.bulk(_ -> Reply.of(status));
    try (DataSink sink = sink(kind, "")) {
      assertThatThrownBy(() -> sink.export(pods(1), Lane.FRESH))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining(status + " {\"error\":\"told to\", \"status\":")
          .hasMessageContaining(advice);
    }
    assertThat(deadLetters).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticsearch", "opensearch"})
  void export_tooManyRequests_isPutOffAsLongAsAsked(String kind) {
    server.bulk(_ -> new Reply(429, Map.of("Retry-After", "7"), "{}"));
    try (DataSink sink = sink(kind, "")) {
      assertThatThrownBy(() -> sink.export(pods(1), Lane.FRESH))
          .asInstanceOf(type(RetryLaterException.class))
          .satisfies(e -> assertThat(e.after()).contains(Duration.ofSeconds(7)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticsearch", "opensearch"})
  void export_tooLarge_isSentInHalves(String kind) throws Exception {
    server.bulk(request ->
        request.body().lines().count() > 4 ? Reply.of(413) : Reply.ok("{\"errors\":false}"));
    try (DataSink sink = sink(kind, "")) {
      sink.export(pods(8), Lane.FRESH);
    }

    assertThat(
            server.requests("POST /_bulk").stream()
                .map(request -> (int) request.body().lines().count()))
        .containsExactly(16, 8, 4, 4, 8, 4, 4);
    assertThat(deadLetters).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "elasticsearch,500", "opensearch,500",
    "elasticsearch,502", "opensearch,502",
    "elasticsearch,503", "opensearch,503"
  })
  void export_serverError_isToBeTriedAgain(String kind, int status) {
    server.bulk(_ -> Reply.of(status));
    try (DataSink sink = sink(kind, "")) {
      assertThatThrownBy(() -> sink.export(pods(1), Lane.FRESH))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SinkHeldException.class)
          .hasMessageContaining("bulk request was answered " + status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticsearch", "opensearch"})
  void export_serverAway_failsAndGoesOnWhenItIsThere(String kind) throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String nobody = "http://127.0.0.1:" + port;
    try (DataSink sink = sinkAt(kind + ":" + nobody)) {
      for (int round = 0; round < 2; round++) {
        assertThatThrownBy(() -> sink.export(pods(1), Lane.FRESH))
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(SinkHeldException.class);
      }
    }
    try (DataSink sink = sinkAt(kind + ":?nodes=" + nobody + "&nodes=" + server.address())) {
      sink.export(pods(1), Lane.FRESH);
    }
    assertThat(server.requests("POST /_bulk")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticsearch", "opensearch"})
  void export_itemsOfAllKinds_areSortedByWhatToDo(String kind) throws Exception {
    server.bulk(request ->
        request.body().lines().count() == 12
            ? items(item(201), item(400), item(429), item(409), item(503), item(200))
            : Reply.ok("{\"errors\":false}"));
    try (DataSink sink = sink(kind, "")) {
      sink.export(pods(6), Lane.FRESH);
    }

    assertThat(deadLetters)
        .singleElement()
        .asString()
        .startsWith("400 t: r; c: why {\"index\"")
        .contains("pod-1");
    assertThat(server.requests("POST /_bulk").getLast().body())
        .contains("pod-2", "pod-4")
        .satisfies(body -> assertThat(body.lines()).hasSize(4));
  }

  @ParameterizedTest
  @CsvSource({"elasticsearch,404", "opensearch,404", "elasticsearch,403", "opensearch,403"})
  void export_itemWhoseIndexIsNotThereOrBlocked_isHeld(String kind, int status) {
    server.bulk(_ -> items(item(status)));
    try (DataSink sink = sink(kind, "")) {
      assertThatThrownBy(() -> sink.export(pods(1), Lane.FRESH))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("the index must exist");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "", "<html>", "{\"errors\":true,\"items\":[]}", "{\"errors\":tru", "[]"})
  void export_answerThatIsNone_isToBeTriedAgain(String answer) {
    server.bulk(_ -> Reply.ok(answer));
    for (String kind : List.of("elasticsearch", "opensearch")) {
      try (DataSink sink = sink(kind, "")) {
        assertThatThrownBy(() -> sink.export(pods(1), Lane.FRESH)).isInstanceOf(IOException.class);
      }
    }
    assertThat(deadLetters).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticsearch", "opensearch"})
  void export_templateForbidden_goesOnForIndicesAndHoldsForDataStreams(String kind)
      throws Exception {
    server.template(_ -> Reply.of(403));
    try (DataSink sink = sink(kind, "")) {
      sink.export(pods(1), Lane.FRESH);
    }
    assertThat(server.requests("POST /_bulk")).hasSize(1);
    try (DataSink sink = sink(kind, "mode=datastream")) {
      assertThatThrownBy(() -> sink.export(pods(1), Lane.FRESH))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("createtemplates=false");
    }
    try (DataSink sink = sink(kind, "mode=datastream&createtemplates=false")) {
      sink.export(pods(1), Lane.FRESH);
    }
    assertThat(server.requests("POST /_bulk")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "0,1"})
  void export_templateThere_isReplacedUnlessNewerOrTheSame(int version, int puts) throws Exception {
    server.template(request ->
        request.line().startsWith("PUT")
            ? Reply.ok("{}")
            : Reply.ok(
                "{\"index_templates\":[{\"index_template\":{\"version\":"
                    + version
                    + ",\"_meta\":{\"fingerprint\":\""
                    + (version == 1 ? fingerprint() : "other")
                    + "\"}}}]}"));
    try (DataSink sink = sink("elasticsearch", "")) {
      sink.export(pods(1), Lane.FRESH);
    }

    assertThat(server.requests("PUT /_index_template/heapster")).hasSize(puts);
  }

  private static String fingerprint() {
    return TemplateBody.of(
            new io.heapster.sinks.elasticsearch.document.Destination.DailyIndex("heapster"),
            io.heapster.sinks.elasticsearch.document.DocumentForm.FAMILIES,
            new SearchConfig.TemplateSettings(null, null))
        .fingerprint();
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticsearch", "opensearch"})
  void close_twice_leavesNoThread(String kind) throws Exception {
    DataSink sink = sink(kind, "");
    sink.export(pods(1), Lane.FRESH);
    sink.close();
    assertThatCode(sink::close).doesNotThrowAnyException();

    org.awaitility.Awaitility.await()
        .untilAsserted(() ->
            assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread ->
                    thread.getName().contains("I/O dispatcher")
                        || thread.getName().startsWith("httpclient-")));
  }
}
