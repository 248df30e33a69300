package io.heapster.api.model;

import io.heapster.api.json.JsonWriter;
import io.heapster.core.history.HistorySeries;

/** How one series stands on the wire. */
sealed interface SeriesLayout permits ValuesLayout, BucketsLayout {

  /** Everything before the first row. */
  void begin(JsonWriter json);

  void row(JsonWriter json, HistorySeries series, int row);

  /** Everything after the last row. */
  void end(JsonWriter json, HistorySeries series);
}
