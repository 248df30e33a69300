package io.heapster.sinks.it.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.MetricSet;
import io.heapster.core.model.MetricValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All values of a batch by tags, time and metric: as measured, and as read back. */
final class BatchValues {
  private BatchValues() {}

  static Map<String, BigDecimal> of(DataBatch batch, String clusterName) {
    var values = new TreeMap<String, BigDecimal>();
    String time = batch.timestamp().toString();
    batch.forEach(set -> {
      set.forEachMetric((metric, value) ->
          put(values, key(tags(set, clusterName), time, metric.name()), number(value)));
      set.forEachLabeled((metric, device, value) -> {
        Map<String, String> tags = tags(set, clusterName);
        device.forEach(tags::put);
        put(values, key(tags, time, metric.name()), number(value));
      });
    });
    return values;
  }

  static Map<String, BigDecimal> of(List<JsonNode> documents) {
    var values = new TreeMap<String, BigDecimal>();
    for (JsonNode document : documents) {
      var tags = new TreeMap<String, String>();
      document
          .get("MetricsTags")
          .properties()
          .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
      String time = time(document);
      if (document.has("MetricsName")) {
        String metric = document.get("MetricsName").asText();
        put(values, key(tags, time, metric), number(document.at("/MetricsValue/value")));
      } else {
        document
            .get("Metrics")
            .properties()
            .forEach(metric ->
                put(
                    values,
                    key(tags, time, metric.getKey()),
                    number(metric.getValue().get("value"))));
      }
    }
    return values;
  }

  private static String time(JsonNode document) {
    if (document.has("@timestamp")) {
      return document.get("@timestamp").asText();
    }
    String time = "";
    for (Map.Entry<String, JsonNode> field : document.properties()) {
      if (field.getKey().endsWith("MetricsTimestamp")) {
        assertThat(time).isEmpty();
        time = field.getValue().asText();
      }
    }
    return time;
  }

  private static Map<String, String> tags(MetricSet set, String clusterName) {
    var tags = new TreeMap<>(set.labels().asMap());
    tags.put("cluster_name", clusterName);
    return tags;
  }

  private static String key(Map<String, String> tags, String time, String metric) {
    return tags + " " + time + " " + metric;
  }

  private static BigDecimal number(MetricValue value) {
    return value.type() == ValueType.INT64
        ? normal(BigDecimal.valueOf(value.asLong()))
        : normal(BigDecimal.valueOf(value.asDouble()));
  }

  private static BigDecimal number(JsonNode value) {
    assertThat(value.isNumber()).isTrue();
    return normal(value.decimalValue());
  }

  /** Zero has a scale of its own otherwise. */
  private static BigDecimal normal(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  private static void put(Map<String, BigDecimal> values, String key, BigDecimal value) {
    assertThat(values.put(key, value)).as("a second value of %s", key).isNull();
  }
}
