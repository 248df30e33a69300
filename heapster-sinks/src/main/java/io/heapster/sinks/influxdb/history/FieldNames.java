package io.heapster.sinks.influxdb.history;

import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The metrics of which some value stands in an answer to {@code LAST(*)}. Used by one thread. */
final class FieldNames implements Answer {
  /** What the database puts before a field's name. */
  private static final String LAST = "last_";

  private final Schema schema;
  private final SortedSet<String> metrics = new TreeSet<>();
  private String measurement = "";
  private List<String> columns = List.of();

  FieldNames(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void series(String name, Map<String, String> tags, List<String> header) {
    measurement = name;
    columns = header;
  }

  @Override
  public void row(@Nullable Object[] cells) {
    for (int i = 0; i < cells.length; i++) {
      String column = columns.get(i);
      if (cells[i] != null && column.startsWith(LAST)) {
        var place = new Place(measurement, column.substring(LAST.length()));
        metrics.add(place.metric(schema));
      }
    }
  }

  SortedSet<String> metrics() {
    return metrics;
  }
}
