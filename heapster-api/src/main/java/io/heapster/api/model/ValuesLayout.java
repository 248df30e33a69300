package io.heapster.api.model;

import io.heapster.api.http.ApiCompat;
import io.heapster.api.json.JsonTime;
import io.heapster.api.json.JsonWriter;
import io.heapster.core.history.HistorySeries;

/** Values as the model API gives them: {@link MetricResult}. */
record ValuesLayout(ApiCompat compat) implements SeriesLayout {

  @Override
  public void begin(JsonWriter json) {
    json.beginObject().name("metrics").beginArray();
  }

  @Override
  public void row(JsonWriter json, HistorySeries series, int row) {
    MetricResult.writePoint(json, series.timestamp(row), series.value(row, 0), compat);
  }

  @Override
  public void end(JsonWriter json, HistorySeries series) {
    json.endArray().name("latestTimestamp");
    json.text(
        series.isEmpty() ? JsonTime.ZERO : JsonTime.text(series.timestamp(series.size() - 1)));
    json.endObject();
  }
}
