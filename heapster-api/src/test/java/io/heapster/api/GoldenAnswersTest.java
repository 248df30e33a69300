package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.api.http.ApiCompat;
import java.io.File;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Batches as Heapster recorded them must bring the answers that Heapster gave, in its mode. */
final class GoldenAnswersTest {
  private static final List<String> WORLDS = List.of("synthetic", "recorded");
  private static final int TICKS = 5;

  /** Ours answers an index at the root. */
  private static final Set<String> BETTER_HERE = Set.of("root.json");

  /** Wall-clock values. */
  private static final Set<String> TIMES =
      Set.of("timestamp", "latestTimestamp", "creationTimestamp");

  private static RunningApi serve(String world) throws Exception {
    RunningApi api = RunningApi.start(ApiCompat.HEAPSTER);
    Instant first = Instant.parse("2026-11-21T06:30:10Z");
    for (int tick = 0; tick < TICKS; tick++) {
      JsonNode recorded = RunningApi.resource("golden/" + world + "/batch-" + (tick + 1) + ".json");
      api.store.add(BatchDraft.read(recorded, first.plusSeconds(10L * tick)));
    }
    api.inventory.read(
        RunningApi.resource("golden/" + world + "/nodes.json"),
        RunningApi.resource("golden/" + world + "/pods.json"));
    return api;
  }

  @TestFactory
  Stream<DynamicTest> model_recordedRequest_answersAsHeapsterDid() {
    return WORLDS.stream().flatMap(GoldenAnswersTest::requestsOf);
  }

  private static Stream<DynamicTest> requestsOf(String world) {
    var folder =
        new File(
            Objects.requireNonNull(
                    GoldenAnswersTest.class.getResource("/golden/" + world + "/model"))
                .getPath());
    return Arrays.stream(Objects.requireNonNull(folder.list()))
        .sorted()
        .filter(file -> !BETTER_HERE.contains(file))
        .map(file -> DynamicTest.dynamicTest(world + " " + file, () -> compare(world, file)));
  }

  private static void compare(String world, String file) throws Exception {
    JsonNode golden = RunningApi.resource("golden/" + world + "/model/" + file);
    try (RunningApi api = serve(world)) {
      HttpResponse<String> answer = api.get(golden.at("/request/path").asText());
      assertThat(answer.statusCode()).isEqualTo(golden.path("status").asInt());
      assertThat(answer.headers().firstValue("Content-Type"))
          .contains(golden.path("contentType").asText());
      if (golden.path("body").isTextual()) {
        assertThat(answer.body()).isEqualTo(golden.path("body").asText());
        return;
      }
      JsonNode ours = RunningApi.JSON.readTree(answer.body());
      assertThat(comparable(ours, golden.path("body")))
          .isEqualTo(comparable(golden.path("body"), golden.path("body")));
      if (golden.has("rawText") && world.equals("synthetic")) {
        assertThat(timeless(answer.body())).isEqualTo(timeless(golden.path("rawText").asText()));
      }
    }
  }

  private static String timeless(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME");
  }

  /** Without times; lists in one order; points beyond those of the recording cut off. */
  private static JsonNode comparable(JsonNode node, JsonNode golden) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = RunningApi.JSON.createObjectNode();
      new TreeMap<>(asMap(object))
          .forEach((name, value) -> copy.set(name, comparable(value, golden.path(name))));
      TIMES.forEach(copy::remove);
      return copy;
    }
    if (!(node instanceof ArrayNode array)) {
      return node;
    }
    boolean points = array.path(0).has("value");
    var items = new ArrayList<JsonNode>();
    int from = points ? Math.max(0, array.size() - TICKS) : 0;
    for (int i = from; i < array.size(); i++) {
      items.add(comparable(array.get(i), golden.path(0)));
    }
    if (!points && !array.path(0).has("latestTimestamp")) {
      items.sort(Comparator.comparing(JsonNode::toString));
    }
    return RunningApi.JSON.createArrayNode().addAll(items);
  }

  private static Map<String, JsonNode> asMap(ObjectNode object) {
    var map = new TreeMap<String, JsonNode>();
    object.properties().forEach(each -> map.put(each.getKey(), each.getValue()));
    return map;
  }

  @Test
  void export_recordedBatches_equalsHeapsters() throws Exception {
    for (String world : WORLDS) {
      try (RunningApi api = serve(world)) {
        JsonNode golden = RunningApi.resource("golden/" + world + "/metric-export.json");
        assertThat(series(api.json("/api/v1/metric-export"))).isEqualTo(series(golden));
      }
    }
  }

  /** Series by their labels; of each point its labels, its value and, for counters, its start. */
  private static Map<String, String> series(JsonNode export) {
    var series = new TreeMap<String, String>();
    for (JsonNode each : export) {
      var points = new StringBuilder();
      asMap((ObjectNode) each.path("metrics"))
          .forEach((metric, list) -> {
            for (JsonNode point : list) {
              boolean gauge = point.path("start").equals(point.path("end"));
              points.append(metric).append(point.path("labels"));
              points.append(metric.equals("uptime") ? "" : point.path("value").asText());
              points.append(gauge ? "gauge" : point.path("start").asText()).append('\n');
            }
          });
      series.put(asMap((ObjectNode) each.path("labels")).toString(), points.toString());
    }
    return series;
  }

  @Test
  void schema_always_equalsHeapstersToTheByte() throws Exception {
    try (RunningApi api = RunningApi.start()) {
      JsonNode golden = RunningApi.resource("golden/metric-export-schema.json");
      assertThat(api.json("/api/v1/metric-export-schema")).isEqualTo(golden);
    }
  }
}
