package io.heapster.sinks.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.core.config.Options;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.rows.EncodedRows;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sinks.testing.FlatValue;
import io.heapster.sinks.testing.HttpStandIn;
import io.heapster.sinks.testing.HttpStandIn.Answer;
import io.heapster.sinks.testing.OddBatch;
import io.heapster.sinks.testing.SinkRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpenTsdbTest {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String NAME = "[-_./a-zA-Z0-9]+";

  /** What the stand-in took: value and time by metric and tags. */
  private final Map<String, String> taken = new ConcurrentHashMap<>();

  private volatile Function<JsonNode, String> complaint = _ -> "";
  private final HttpStandIn server = HttpStandIn.start(this::put);

  @AfterEach
  void stop() {
    server.close();
  }

  /** Does what OpenTSDB 2.x does at {@code /api/put?details}. */
  private Answer put(HttpStandIn.Call call) {
    assertThat(call.target()).isEqualTo("/api/put?details");
    assertThat(call.header("Content-Type")).startsWith("application/json");
    ArrayNode errors = JSON.createArrayNode();
    JsonNode points = read(call.content());
    assertThat(points.isArray()).isTrue();
    for (JsonNode point : points) {
      check(point);
      String error = complaint.apply(point);
      if (error.isEmpty()) {
        var tags = new TreeMap<String, String>();
        point
            .path("tags")
            .properties()
            .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        taken.put(
            point.path("metric").asText() + tags,
            point.path("value").asText() + " @" + point.path("timestamp").asLong());
      } else {
        ObjectNode told = errors.addObject();
        told.set("datapoint", point);
        told.put("error", error);
      }
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("success", points.size() - errors.size()).put("failed", errors.size());
    answer.set("errors", errors);
    return Answer.of(errors.isEmpty() ? 200 : 400, answer.toString());
  }

  private static JsonNode read(byte[] content) {
    try {
      return JSON.readTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(JsonNode point) {
    assertThat(point.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("metric", "timestamp", "value", "tags");
    assertThat(point.path("metric").asText()).matches(NAME);
    assertThat(point.path("timestamp").isIntegralNumber()).isTrue();
    assertThat(point.path("value").isNumber()).isTrue();
    assertThat(point.path("tags")).isNotEmpty();
    point
        .path("tags")
        .properties()
        .forEach(tag -> {
          assertThat(tag.getKey()).matches(NAME);
          assertThat(tag.getValue().asText()).matches(NAME);
        });
  }

  private SinkRun sink(String options) {
    return SinkRun.of("opentsdb:" + server.uri() + options);
  }

  @Test
  void encode_everyKindOfEntity_isPoint() {
    String node = "\"cluster\":\"c_1\",\"hostname\":\"n1.example.com\",\"nodename\":\"n1\"";
    String time = "\",\"timestamp\":" + OddBatch.SECONDS + ",\"value\":";
    assertThat(EncodedRows.texts(new PointEncoder("c 1", new Counter()), OddBatch.batch()))
        .containsExactly(
            ",{\"metric\":\"cpu_limit_gauge"
                + time
                + "-5,\"tags\":{\"cluster\":\"c_1\",\"type\":\"cluster\"}}",
            ",{\"metric\":\"memory_usage_gauge"
                + time
                + "9223372036854775807,\"tags\":{\"cluster\":\"c_1\",\"namespace_name\":\"shop\","
                + "\"type\":\"ns\"}}",
            ",{\"metric\":\"cpu_usage_cumulative"
                + time
                + "1234567890123,\"tags\":{"
                + node
                + ",\"type\":\"node\"}}",
            ",{\"metric\":\"cpu_node_utilization_gauge"
                + time
                + "0.1234565,\"tags\":{"
                + node
                + ",\"type\":\"node\"}}",
            ",{\"metric\":\"filesystem_usage_gauge"
                + time
                + "7,\"tags\":{"
                + node
                + ",\"resource_id\":\"/\",\"type\":\"node\"}}",
            ",{\"metric\":\"filesystem_usage_gauge"
                + time
                + "8,\"tags\":{"
                + node
                + ",\"resource_id\":\"/dev/sd_a\",\"type\":\"node\"}}",
            ",{\"metric\":\"network_rx_rate_gauge"
                + time
                + "12345678.9,\"tags\":{\"cluster\":\"c_1\",\"hostname\":\"n1.example.com\","
                + "\"labels\":\"app_shop_tier.io/x_a_b_c\",\"nodename\":\"n1\","
                + "\"pod_name\":\"web.1\",\"type\":\"pod\"}}",
            ",{\"metric\":\"custom_queue_length_a_b_gauge"
                + time
                + "0.0000001,\"tags\":{\"cluster\":\"c_1\",\"container_name\":\"ng/inx\","
                + "\"hostname\":\"n1.example.com\",\"nodename\":\"n1\","
                + "\"type\":\"pod_container\"}}",
            ",{\"metric\":\"memory_rss_gauge"
                + time
                + "0,\"tags\":{"
                + node
                + ",\"type\":\"sys_container\"}}");
  }

  @Test
  void export_wholeTick_arrivesValueByValue() throws Exception {
    DataBatch batch = DemoTick.demo();
    try (var sink = sink("?cluster=demo&batchsize=1000&gzip=true")) {
      sink.export(batch);

      assertThat(sink.deadLetters()).isEmpty();
    }
    var expected = new HashMap<String, String>();
    for (FlatValue value : FlatValue.of(batch)) {
      var tags = new TreeMap<String, String>();
      value
          .labels()
          .forEach((key, text) -> {
            if (!text.isEmpty()) {
              tags.put(key, text.replaceAll("[^-_./a-zA-Z0-9]", "_"));
            }
          });
      tags.put("cluster", "demo");
      String metric = value.metric().name().replace('/', '_') + "_" + value.metric().kind().text();
      String number = new BigDecimal(value.value().toString()).stripTrailingZeros().toPlainString();
      String at = number + " @" + batch.timestamp().getEpochSecond();
      assertThat(expected.put(metric + tags, at)).isNull();
    }
    assertThat(plain(taken)).isEqualTo(expected);
  }

  private static Map<String, String> plain(Map<String, String> taken) {
    var plain = new HashMap<String, String>();
    taken.forEach((point, value) -> {
      int at = value.indexOf(' ');
      String number = new BigDecimal(value.substring(0, at)).stripTrailingZeros().toPlainString();
      plain.put(point, number + value.substring(at));
    });
    return plain;
  }

  @Test
  void export_pointsRefused_areSetAsideAlone() throws Exception {
    complaint = point -> point.path("value").asLong() == 7 ? "Unknown metric" : "";
    try (var sink = sink("")) {
      sink.export(OddBatch.batch());

      assertThat(sink.delivered()).isEqualTo(8);
      assertThat(sink.deadLetters())
          .singleElement()
          .satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("Unknown metric");
            assertThat(letter.row()).asString().contains("\"value\":7,");
          });
      assertThat(server.calls()).hasSize(1);
    }
  }

  @Test
  void export_pointsThrottled_areSentAgainAlone() throws Exception {
    complaint =
        point ->
            point.path("value").asLong() == 7 && server.calls().size() == 1
                ? "Please throttle writes: 10000 RPCs waiting"
                : "";
    try (var sink = sink("")) {
      sink.export(OddBatch.batch());

      assertThat(sink.delivered()).isEqualTo(9);
      assertThat(taken).hasSize(9);
      assertThat(read(server.calls().getLast().body())).hasSize(1);
    }
  }

  @Test
  void export_refusedWithoutDetails_isHalved() throws Exception {
    server.answer(call -> {
      String body = new String(call.body(), StandardCharsets.UTF_8);
      return body.contains(PlainMetrics.CPU_LIMIT.name().replace('/', '_'))
          ? Answer.of(400, "{\"error\":{\"code\":400,\"message\":\"no\"}}")
          : put(call);
    });
    try (var sink = sink("")) {
      sink.export(OddBatch.batch());

      assertThat(sink.delivered()).isEqualTo(8);
      assertThat(sink.deadLetters()).hasSize(1);
    }
  }

  @Test
  void export_serverTrouble_isTypedByWhatToDo() throws Exception {
    try (var sink = sink("")) {
      server.answer(_ -> Answer.of(401, ""));
      assertThatThrownBy(() -> sink.export(OddBatch.batch())).isInstanceOf(SinkHeldException.class);
      server.answer(_ -> Answer.of(503, ""));
      assertThatThrownBy(() -> sink.export(OddBatch.batch()))
          .isInstanceOf(RetryLaterException.class);
      server.answer(_ -> Answer.of(500, "{\"error\":{}}"));
      assertThatThrownBy(() -> sink.export(OddBatch.batch())).isInstanceOf(IOException.class);
      server.answer(this::put);
      sink.export(OddBatch.batch());

      assertThat(sink.delivered()).isEqualTo(9);
    }
  }

  @Test
  void config_defaults_areHeapsters() {
    var options = new Options("sink opentsdb", Map.of());

    OpenTsdbConfig config = OpenTsdbConfig.from("", options);

    assertThat(config.uri()).hasToString("http://127.0.0.1:4242/api/put?details");
    assertThat(config.cluster()).isEqualTo("k8s-cluster");
    assertThat(config.points()).isEqualTo(75);
  }
}
