package io.heapster.api.k8s.groups.media;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import java.util.Iterator;

/**
 * A JSON document around a list whose items are written one by one, and a line break. One use.
 *
 * @param head up to and with the opening bracket
 * @param tail from the closing bracket on
 */
public record ListBody<T>(byte[] head, Iterator<T> items, ItemWriter<T> writer, byte[] tail)
    implements Answer.Body {

  /** Writes an item of a list. */
  public interface ItemWriter<T> {
    /** Writes one JSON value, without a comma. */
    void write(JsonBytes out, T item);
  }

  /** Whether the items stand in brackets; else there is one, which is the document. */
  boolean isArray() {
    return head.length > 0 && head[head.length - 1] == '[';
  }

  @Override
  public Answer.Pieces into(JsonBytes out) {
    return new ItemPieces(out);
  }

  private final class ItemPieces implements Answer.Pieces {
    private final JsonBytes out;
    private boolean begun;
    private boolean separated;

    ItemPieces(JsonBytes out) {
      this.out = out;
    }

    @Override
    public boolean next() {
      if (!begun) {
        out.put(head);
        begun = true;
        return true;
      }
      if (!items.hasNext()) {
        out.put(tail).put('\n');
        return false;
      }
      T item = items.next();
      if (separated) {
        out.put(',');
      }
      separated = true;
      writer.write(out, item);
      return true;
    }
  }
}
