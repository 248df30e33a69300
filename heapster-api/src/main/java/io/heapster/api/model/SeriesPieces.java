package io.heapster.api.model;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import io.heapster.core.history.HistorySeries;
import java.util.List;

/** Writes series in pieces: there may be a million values. */
final class SeriesPieces implements Answer.Pieces {
  private static final int ROWS_A_PIECE = 128;

  /** One series as the whole document, or a list of them. */
  private enum Frame {
    NONE,
    ITEMS
  }

  private final List<HistorySeries> all;
  private final SeriesLayout layout;
  private final Frame frame;
  private final JsonBytes out;
  private final JsonWriter json;
  private int current;
  private int row;

  private SeriesPieces(List<HistorySeries> all, SeriesLayout layout, Frame frame, JsonBytes out) {
    this.all = all;
    this.layout = layout;
    this.frame = frame;
    this.out = out;
    this.json = new JsonWriter(out, frame == Frame.NONE ? Style.PRETTY : Style.COMPACT);
    if (frame == Frame.ITEMS) {
      json.beginObject().name("items").beginArray();
    }
    layout.begin(json);
  }

  static Answer.Streamed single(HistorySeries series, SeriesLayout layout) {
    return new Answer.Streamed(
        Answer.JSON, out -> new SeriesPieces(List.of(series), layout, Frame.NONE, out));
  }

  /**
   * @param items at least one
   */
  static Answer.Streamed list(List<HistorySeries> items, SeriesLayout layout) {
    return new Answer.Streamed(
        Answer.JSON, out -> new SeriesPieces(items, layout, Frame.ITEMS, out));
  }

  @Override
  public boolean next() {
    HistorySeries series = all.get(current);
    int end = Math.min(series.size(), row + ROWS_A_PIECE);
    while (row < end) {
      layout.row(json, series, row++);
    }
    return row < series.size() || nextSeries(series);
  }

  private boolean nextSeries(HistorySeries done) {
    layout.end(json, done);
    current++;
    row = 0;
    if (current < all.size()) {
      layout.begin(json);
      return true;
    }
    if (frame == Frame.ITEMS) {
      json.endArray().endObject();
      out.put('\n');
    }
    return false;
  }
}
