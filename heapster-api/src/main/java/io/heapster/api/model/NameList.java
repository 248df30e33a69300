package io.heapster.api.model;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import java.util.Arrays;
import java.util.Collection;

/** A sorted list of names as a JSON array, written in pieces: there may be half a million. */
final class NameList implements Answer.Pieces {
  private static final int NAMES_A_PIECE = 256;

  private final String[] names;
  private final JsonWriter json;
  private int written;

  private NameList(String[] names, JsonWriter json) {
    this.names = names;
    this.json = json;
    json.beginArray();
  }

  /** The names in ascending order. */
  static Answer.Streamed of(Collection<String> names) {
    String[] sorted = names.toArray(String[]::new);
    Arrays.sort(sorted);
    return new Answer.Streamed(
        Answer.JSON, out -> new NameList(sorted, new JsonWriter(out, Style.PRETTY)));
  }

  @Override
  public boolean next() {
    int end = Math.min(names.length, written + NAMES_A_PIECE);
    while (written < end) {
      json.text(names[written++]);
    }
    if (written < names.length) {
      return true;
    }
    json.endArray();
    return false;
  }
}
