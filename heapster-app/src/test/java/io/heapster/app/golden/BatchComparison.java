package io.heapster.app.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.Metric.Origin;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricSet;
import io.heapster.core.model.MetricValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds a whole batch against Heapster's, entity by entity, and lists every difference. */
final class BatchComparison {
  private final DataBatch ours;
  private final JsonNode expected;
  private final List<String> differences = new ArrayList<>();

  BatchComparison(DataBatch ours, JsonNode expected) {
    this.ours = ours;
    this.expected = expected;
  }

  List<String> differences() {
    var byKey = new TreeMap<String, MetricSet>();
    ours.forEach(set -> byKey.put(set.key().text(), set));
    var expectedKeys = new TreeSet<String>();
    expected.fieldNames().forEachRemaining(expectedKeys::add);
    for (String key : byKey.keySet()) {
      if (!expectedKeys.contains(key)) {
        differences.add(key + ": not in Heapster's batch");
      }
    }
    for (String key : expectedKeys) {
      MetricSet set = byKey.get(key);
      if (set == null) {
        differences.add(key + ": missing");
      } else {
        compare(key, set, expected.get(key));
      }
    }
    return differences;
  }

  private void compare(String key, MetricSet set, JsonNode wanted) {
    differ(key + " labels", withoutEmptyHostId(strings(wanted.get("labels"))), labels(set));
    compareValues(key, plain(set), strings(wanted.get("metrics")));
    compareValues(key, labeled(set), labeled(wanted.get("labeledMetrics")));
    differ(key + " createTime", time(wanted, "createTime"), set.collectionStart());
    differ(key + " scrapeTime", time(wanted, "scrapeTime"), set.sampleTime());
  }

  /** Everything of Heapster's must be there and equal; names of ours may come on top. */
  private void compareValues(String key, Map<String, String> mine, Map<String, String> wanted) {
    wanted.forEach((name, value) -> {
      // Exception 2 of the golden data: uptime is measured by the wall clock.
      if (!name.equals("uptime")) {
        differ(key + " " + name, value, mine.get(name));
      } else if (!mine.containsKey(name)) {
        differences.add(key + " uptime: missing");
      }
    });
    mine.forEach((name, value) -> {
      if (!wanted.containsKey(name) && !isOurs(name)) {
        differences.add(key + " " + name + ": " + value + ", Heapster has none");
      }
    });
  }

  /** Exception 4 of the golden data: names that Heapster never had. */
  static boolean isOurs(String name) {
    String metric = name.contains("{") ? name.substring(0, name.indexOf('{')) : name;
    return MetricCatalog.find(metric).map(Metric::origin).filter(Origin.OURS::equals).isPresent();
  }

  private void differ(String what, Object wanted, Object mine) {
    if (!wanted.equals(mine)) {
      differences.add(what + ": expected " + wanted + " but was " + mine);
    }
  }

  private static Map<String, String> labels(MetricSet set) {
    return withoutEmptyHostId(new TreeMap<>(set.labels().asMap()));
  }

  /** Exception 3 of the golden data: an empty host_id may be left out. */
  private static Map<String, String> withoutEmptyHostId(Map<String, String> labels) {
    labels.remove("host_id", "");
    return labels;
  }

  private static Map<String, String> plain(MetricSet set) {
    var values = new TreeMap<String, String>();
    set.forEachMetric((metric, value) -> values.put(metric.name(), text(value)));
    return values;
  }

  private static Map<String, String> labeled(MetricSet set) {
    var values = new TreeMap<String, String>();
    set.forEachLabeled(
        (metric, labels, value) -> values.put(metric.name() + map(labels), text(value)));
    return values;
  }

  private static String map(Labels labels) {
    return labels.asMap().toString();
  }

  private static Map<String, String> labeled(JsonNode list) {
    var values = new TreeMap<String, String>();
    for (JsonNode entry : list) {
      values.put(
          entry.get("name").asText() + strings(entry.get("labels")), entry.get("value").asText());
    }
    return values;
  }

  private static Map<String, String> strings(JsonNode object) {
    var map = new TreeMap<String, String>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  private static Optional<Instant> time(JsonNode wanted, String field) {
    return wanted.hasNonNull(field)
        ? Optional.of(Instant.parse(wanted.get(field).asText()))
        : Optional.empty();
  }

  private static String text(MetricValue value) {
    return value.type() == ValueType.INT64
        ? Long.toString(value.asLong())
        : String.format(Locale.ROOT, "%.6f", value.asDouble());
  }
}
