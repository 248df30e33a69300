package io.heapster.api.query;

import io.heapster.api.json.JsonWriter;
import io.heapster.core.metric.Metric;
import io.heapster.core.store.MetricStore;
import io.heapster.core.store.TimedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kept values of a few metrics of some rows, for lines small enough to stand in a table.
 *
 * @param values by metric, then by row
 */
record RowHistory(Timeline timeline, Map<Metric, List<List<TimedValue>>> values) {
  /** More than a small line can show; the rest is for {@code /api/v1/query/range}. */
  private static final int MOST_TIMES = 120;

  static RowHistory read(MetricStore store, List<Metric> metrics, Rows rows, int[] found) {
    var timeline = Timeline.ofNewest(MOST_TIMES);
    var values = new LinkedHashMap<Metric, List<List<TimedValue>>>();
    for (Metric metric : metrics) {
      var ofRows = new ArrayList<List<TimedValue>>(found.length);
      for (int row : found) {
        // Of a full timeline, what is older than its first time would be cut off again.
        List<TimedValue> kept = store.history(rows.key(row), metric.name(), timeline.open());
        timeline.add(kept);
        ofRows.add(kept);
      }
      values.put(metric, ofRows);
    }
    return new RowHistory(timeline, values);
  }

  void write(JsonWriter json) {
    json.name("history").beginObject();
    timeline.writeTimes(json);
    json.name("series").beginObject();
    values.forEach((metric, ofRows) -> {
      json.name(metric.name()).beginArray();
      ofRows.forEach(kept -> timeline.writeValues(json, kept));
      json.endArray();
    });
    json.endObject().endObject();
  }
}
