package io.heapster.sinks.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.testing.BatchScript;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines that Heapster 1.5.4 wrote, from the batches that it wrote them from. */
final class GoldenLinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FLOAT = Pattern.compile("=(-?[0-9.]+) ([0-9]+)$");
  private static final Pattern POD =
      Pattern.compile("namespace:([^/]*)/pod:([^/]*)(?:/container:(.*))?");

  @ParameterizedTest
  @CsvSource({"recorded", "synthetic"})
  void encode_values_areHeapstersLines(String series) throws IOException {
    for (int tick = 1; tick <= 5; tick++) {
      List<String> expected = golden(series, tick, "influxdb.lp");
      var encoder = new LineEncoder(Schema.VALUES, "golden", false, new Counter());

      assertThat(rounded(CollectedLines.of(batch(series, tick, expected), encoder)))
          .as("%s, tick %d", series, tick)
          .containsExactlyInAnyOrderElementsOf(rounded(expected));
    }
  }

  @ParameterizedTest
  @CsvSource({"recorded", "synthetic"})
  void encode_fieldsWithoutCounters_areHeapstersLines(String series) throws IOException {
    for (int tick = 1; tick <= 5; tick++) {
      List<String> expected = golden(series, tick, "influxdb-withfields-nocounters.lp");
      var encoder = new LineEncoder(Schema.FIELDS, "golden", true, new Counter());

      assertThat(rounded(CollectedLines.of(batch(series, tick, expected), encoder)))
          .as("%s, tick %d", series, tick)
          .containsExactlyInAnyOrderElementsOf(rounded(expected));
    }
  }

  /** The batches were recorded with six decimals. */
  private static List<String> rounded(List<String> lines) {
    return lines.stream()
        .map(line -> {
          Matcher value = FLOAT.matcher(line);
          return value.find()
              ? line.substring(0, value.start())
                  + String.format(Locale.ROOT, "=%.6f ", Double.parseDouble(value.group(1)))
                  + value.group(2)
              : line;
        })
        .toList();
  }

  private static DataBatch batch(String series, int tick, List<String> lines) throws IOException {
    String line = lines.getFirst();
    long nanos = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    var script = BatchScript.at(Instant.ofEpochSecond(0, nanos));
    try (InputStream in = open(series, tick, "batch.json")) {
      JSON.readTree(in)
          .path("metricSets")
          .properties()
          .forEach(set -> add(script, key(set.getKey()), set.getValue()));
    }
    return script.build();
  }

  private static void add(BatchScript script, EntityKey key, JsonNode set) {
    script.entity(key, strings(set.path("labels")));
    set.path("metrics")
        .properties()
        .forEach(value -> {
          Metric metric = metric(value.getKey());
          script.value(key, metric, number(metric, value.getValue()));
        });
    for (JsonNode value : set.path("labeledMetrics")) {
      script.device(
          key,
          Labels.of(strings(value.path("labels"))),
          metric(value.path("name").asText()),
          value.path("value").asLong());
    }
  }

  private static Number number(Metric metric, JsonNode value) {
    return metric.valueType() == ValueType.INT64
        ? (Number) Long.valueOf(value.asText())
        : Double.valueOf(value.asText());
  }

  private static Metric metric(String name) {
    return MetricCatalog.find(name)
        .orElseGet(
            () -> Metric.custom(name.substring(Metric.CUSTOM_PREFIX.length()), MetricKind.GAUGE));
  }

  private static EntityKey key(String text) {
    Matcher pod = POD.matcher(text);
    if (pod.matches()) {
      var key = new EntityKey.Pod(pod.group(1), pod.group(2));
      return pod.group(3) == null ? key : new EntityKey.PodContainer(key, pod.group(3));
    }
    if (text.startsWith("namespace:")) {
      return new EntityKey.Namespace(text.substring("namespace:".length()));
    }
    if (!text.startsWith("node:")) {
      return EntityKey.Cluster.INSTANCE;
    }
    String name = text.substring("node:".length());
    int slash = name.indexOf("/container:");
    return slash < 0
        ? new EntityKey.Node(name)
        : new EntityKey.SystemContainer(
            new EntityKey.Node(name.substring(0, slash)),
            name.substring(slash + "/container:".length()));
  }

  private static Map<String, String> strings(JsonNode object) {
    var strings = new TreeMap<String, String>();
    object.properties().forEach(each -> strings.put(each.getKey(), each.getValue().asText()));
    return strings;
  }

  private static List<String> golden(String series, int tick, String file) throws IOException {
    try (InputStream in = open(series, tick, file)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static InputStream open(String series, int tick, String file) {
    return GoldenLinesTest.class.getResourceAsStream(
        "/golden/influxdb/" + series + "/tick-" + tick + "/" + file);
  }
}
