package io.heapster.app.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds a metric export against Heapster's, series by series, both as sets. */
final class ExportComparison {
  private ExportComparison() {}

  static List<String> differences(JsonNode ours, JsonNode expected) {
    var differences = new ArrayList<String>();
    Map<String, Set<String>> mine = series(ours);
    Map<String, Set<String>> wanted = series(expected);
    wanted.forEach((labels, points) -> {
      if (!points.equals(mine.get(labels))) {
        differences.add(labels + ": expected " + points + " but was " + mine.get(labels));
      }
    });
    mine.keySet().stream()
        .filter(labels -> !wanted.containsKey(labels))
        .forEach(labels -> differences.add(labels + ": not in Heapster's export"));
    return differences;
  }

  /** Labels of each series to its points; what the wall clock decides is left out. */
  private static Map<String, Set<String>> series(JsonNode export) {
    var all = new TreeMap<String, Set<String>>();
    for (JsonNode series : export) {
      var labels = new TreeMap<String, String>();
      series.get("labels").properties().forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      labels.remove("host_id", "");
      var points = new TreeSet<String>();
      series
          .get("metrics")
          .properties()
          .forEach(metric -> {
            for (JsonNode point : metric.getValue()) {
              points.add(point(metric.getKey(), point));
            }
          });
      if (all.put(labels.toString(), points) != null) {
        all.put(labels + " (twice)", points);
      }
    }
    return all;
  }

  private static String point(String metric, JsonNode point) {
    // Exception 2: a cumulative point starts with its counter, everything else at the tick.
    boolean cumulative = !point.get("start").equals(point.get("end"));
    return metric
        + point.path("labels")
        + (cumulative ? " since " + point.get("start").asText() : "")
        + (metric.equals("uptime") ? "" : " = " + point.get("value"));
  }
}
