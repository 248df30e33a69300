package io.heapster.sinks.kafka.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricSet;
import io.heapster.core.model.MetricValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Single values, whatever form they came in: metric, number and all labels. Two lists with the same
 * facts tell the same.
 */
final class Facts {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Facts() {}

  record Fact(String metric, BigDecimal value, Instant timestamp, Map<String, String> labels) {}

  /** How often each fact is told. */
  static Map<Fact, Long> counted(List<Fact> facts) {
    return facts.stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
  }

  static List<Fact> of(DataBatch batch) {
    var facts = new ArrayList<Fact>();
    batch.forEach(set -> add(batch.timestamp(), set, facts));
    return facts;
  }

  private static void add(Instant timestamp, MetricSet set, List<Fact> facts) {
    set.forEachMetric((metric, value) ->
        facts.add(new Fact(metric.name(), number(value), timestamp, set.labels().asMap())));
    set.forEachLabeled((metric, device, value) ->
        facts.add(
            new Fact(
                metric.name(),
                number(value),
                timestamp,
                set.labels().with(device.asMap()).asMap())));
  }

  private static BigDecimal number(MetricValue value) {
    return new BigDecimal(value.toString()).stripTrailingZeros();
  }

  /** Of Heapster's message about one value. */
  static Fact ofValueMessage(String message) {
    JsonNode json = parse(message);
    return new Fact(
        json.get("MetricsName").textValue(),
        json.get("MetricsValue").get("value").decimalValue().stripTrailingZeros(),
        Instant.parse(json.get("MetricsTimestamp").textValue()),
        labels(json.get("MetricsTags")));
  }

  /** Of a message about a node. */
  static List<Fact> ofBatchMessage(String message) {
    JsonNode json = parse(message);
    Instant timestamp = Instant.parse(json.get("timestamp").textValue());
    var facts = new ArrayList<Fact>();
    for (JsonNode table : json.get("tables")) {
      for (JsonNode entity : table.get("entities")) {
        Map<String, String> labels = labels(entity.get("labels"));
        add(timestamp, table.get("metrics"), entity.get("values"), labels, facts);
        for (JsonNode series : entity.path("series")) {
          Map<String, String> merged = Labels.of(labels).with(labels(series.get("labels"))).asMap();
          add(timestamp, table.get("seriesMetrics"), series.get("values"), merged, facts);
        }
      }
    }
    return facts;
  }

  private static void add(
      Instant timestamp,
      JsonNode metrics,
      JsonNode values,
      Map<String, String> labels,
      List<Fact> facts) {
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isNull()) {
        facts.add(
            new Fact(
                metrics.get(i).textValue(),
                values.get(i).decimalValue().stripTrailingZeros(),
                timestamp,
                labels));
      }
    }
  }

  private static Map<String, String> labels(JsonNode json) {
    var labels = new TreeMap<String, String>();
    json.properties().forEach(label -> labels.put(label.getKey(), label.getValue().textValue()));
    return labels;
  }

  private static JsonNode parse(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + message, e);
    }
  }
}
