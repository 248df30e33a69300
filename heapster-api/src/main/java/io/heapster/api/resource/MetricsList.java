package io.heapster.api.resource;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A NodeMetricsList or PodMetricsList, written object by object. A list without items says {@code
 * null}, as Go's empty slices do.
 */
final class MetricsList<T> implements Answer.Pieces {
  private static final int ITEMS_A_PIECE = 64;

  private final List<T> items;
  private final BiConsumer<JsonWriter, T> writer;
  private final JsonWriter json;
  private int written;

  private MetricsList(List<T> items, BiConsumer<JsonWriter, T> writer, JsonWriter json) {
    this.items = items;
    this.writer = writer;
    this.json = json;
    json.beginObject().name("metadata").beginObject().endObject().name("items");
    if (!items.isEmpty()) {
      json.beginArray();
    }
  }

  static <T> Answer of(List<T> items, BiConsumer<JsonWriter, T> writer) {
    return new Answer.Streamed(
        Answer.JSON, out -> new MetricsList<>(items, writer, new JsonWriter(out, Style.PRETTY)));
  }

  @Override
  public boolean next() {
    int end = Math.min(items.size(), written + ITEMS_A_PIECE);
    while (written < end) {
      writer.accept(json, items.get(written++));
    }
    if (written < items.size()) {
      return true;
    }
    if (items.isEmpty()) {
      json.nothing();
    } else {
      json.endArray();
    }
    json.endObject();
    return false;
  }
}
