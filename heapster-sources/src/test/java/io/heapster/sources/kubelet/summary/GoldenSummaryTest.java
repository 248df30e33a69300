package io.heapster.sources.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.sources.kubelet.sample.GoldenFiles;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.sample.SampleView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded summary, decoded, holds what Heapster read from it: no more, no less. */
class GoldenSummaryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SummaryDecoder decoder = new SummaryDecoder();
  private final NodeNames names = new NodeNames();
  private final NodeSample sample = new NodeSample();

  static Stream<Path> summaries() {
    return GoldenFiles.named("summary.json").stream();
  }

  @Test
  void goldenFiles_areAllThere() {
    assertThat(summaries()).hasSize(20);
  }

  @ParameterizedTest
  @MethodSource("summaries")
  void decode_goldenSummary_holdsWhatHeapsterRead(Path summary) throws Exception {
    byte[] body = GoldenFiles.bytes(summary);
    decoder.decode(body, body.length, names, sample);

    String node = summary.getParent().getFileName().toString();
    assertThat(sample.name(0)).isEqualTo(node);
    assertThat(sample.malformedValues()).isZero();
    JsonNode batch =
        JSON.readTree(
                summary.getParent().resolveSibling("../expected/batch.json").normalize().toFile())
            .get("metricSets");
    if (!batch.has("node:" + node)) {
      return; // Heapster did not scrape it, because it was not ready
    }
    var expected = new TreeMap<String, Map<String, String>>();
    var actual = new TreeMap<String, Map<String, String>>();
    SampleView.of(sample)
        .forEach((key, fields) -> {
          String batchKey = key.replaceFirst("^node", "node:" + node);
          // Heapster removed pods whose object it did not know
          if (batch.has(batchKey)) {
            expected.put(key, heapsterFields(key, batch.get(batchKey)));
            actual.put(key, comparable(key, fields));
          }
        });
    assertThat(actual).hasSizeGreaterThan(5).isEqualTo(expected);
    assertThat(actual.keySet()).containsAll(measuredOn(node, batch));
  }

  /** Keys of what a kubelet alone can tell of a node. */
  private static Set<String> measuredOn(String node, JsonNode batch) {
    var keys = new TreeSet<String>();
    batch.forEachEntry((key, set) -> {
      boolean here = set.path("labels").path("nodename").asText().equals(node);
      if (here && set.has("scrapeTime")) {
        keys.add(key.replaceFirst("^node:" + node, "node"));
      }
    });
    return keys;
  }

  private static Map<String, String> heapsterFields(String key, JsonNode set) {
    var fields = new TreeMap<String, String>();
    fields.put("start", nanos(set.path("createTime").asText()));
    fields.put("sample", nanos(set.path("scrapeTime").asText()));
    set.get("metrics")
        .forEachEntry((name, value) -> {
          if (isRaw(key, name)) {
            fields.put(name, value.asText());
          }
        });
    for (JsonNode labeled : set.get("labeledMetrics")) {
      var labels = new TreeMap<String, String>();
      labeled.get("labels").forEachEntry((name, value) -> labels.put(name, value.asText()));
      fields.put(
          labeled.get("name").asText() + labels.toString().replace(", ", ","),
          labeled.get("value").asText());
    }
    return fields;
  }

  private static Map<String, String> comparable(String key, Map<String, String> fields) {
    var kept = new TreeMap<String, String>();
    fields.forEach((name, value) -> {
      int labels = name.indexOf('{');
      boolean ofHeapster = labels >= 0 && isHeapsters(name.substring(0, labels));
      if (ofHeapster || isRaw(key, name) || name.equals("start") || name.equals("sample")) {
        kept.put(name, name.startsWith("custom/") ? sixDecimals(value) : value);
      }
    });
    return kept;
  }

  /** Whether Heapster took the metric from the kubelet; a pod's other metrics are sums. */
  private static boolean isRaw(String key, String name) {
    boolean isPod = key.contains("/pod:") && !key.contains("/container:");
    if (name.startsWith("custom/")) {
      return !isPod;
    }
    Metric metric = MetricCatalog.find(name).orElse(null);
    boolean reported =
        metric != null
            && !metric.labeled()
            && metric.origin() == Metric.Origin.HEAPSTER
            && metric.index() < PlainMetrics.REPORTED;
    return reported && (!isPod || name.startsWith("network/"));
  }

  private static boolean isHeapsters(String name) {
    Metric metric = MetricCatalog.find(name).orElseThrow();
    return metric.origin() == Metric.Origin.HEAPSTER && metric != LabeledMetrics.DISK_IO_READ_BYTES;
  }

  private static String sixDecimals(String kindAndValue) {
    String value = kindAndValue.substring(kindAndValue.indexOf(' ') + 1);
    return String.format(Locale.ROOT, "%.6f", Double.parseDouble(value));
  }

  private static String nanos(String time) {
    if (time.isEmpty() || time.startsWith("0001")) {
      return "0";
    }
    return Long.toString(TimeUnit.SECONDS.toNanos(Instant.parse(time).getEpochSecond()));
  }
}
