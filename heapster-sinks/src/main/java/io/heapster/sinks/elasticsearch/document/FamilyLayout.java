package io.heapster.sinks.elasticsearch.document;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.Column;
import io.heapster.sinks.json.JsonBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The columns of one table that share a document, by name of metric, as the document lists them.
 */
record FamilyLayout(Family family, List<Entry> entries) {

  /**
   * One metric.
   *
   * @param name with its quotes
   * @param field the name and all up to the value
   */
  record Entry(byte[] name, byte[] field, Column values) {}

  FamilyLayout {
    entries = List.copyOf(entries);
  }

  /** The families of which there are metrics. */
  static List<FamilyLayout> of(List<Metric> metrics, Function<Metric, Column> columns) {
    var sorted = new ArrayList<>(metrics);
    sorted.sort(Comparator.comparing(Metric::name));
    var layouts = new ArrayList<FamilyLayout>();
    for (Family family : Family.values()) {
      var entries = new ArrayList<Entry>();
      for (Metric metric : sorted) {
        if (Family.of(metric) == family) {
          entries.add(entry(metric, columns.apply(metric)));
        }
      }
      if (!entries.isEmpty()) {
        layouts.add(new FamilyLayout(family, entries));
      }
    }
    return layouts;
  }

  private static Entry entry(Metric metric, Column values) {
    var json = new JsonBytes().quoted(metric.name());
    byte[] name = json.copy();
    return new Entry(name, json.raw(":{\"value\":").copy(), values);
  }
}
