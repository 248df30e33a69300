package io.heapster.api.k8s.groups.media;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import java.nio.charset.StandardCharsets;

/** A list as YAML, item by item like the JSON: no tree of all items is built. One use. */
record YamlList<T>(ListBody<T> list) implements Answer.Body {
  /** Stands where the items go, alone on its line. */
  private static final String MARK = "items-stand-here";

  @Override
  public Answer.Pieces into(JsonBytes out) {
    return list.items().hasNext() ? new ItemPieces<>(list, out) : whole(out);
  }

  private Answer.Pieces whole(JsonBytes out) {
    return () -> {
      out.put(YamlText.of(Representation.whole(list)));
      return false;
    };
  }

  private static final class ItemPieces<T> implements Answer.Pieces {
    private final ListBody<T> list;
    private final JsonBytes out;
    private final JsonBytes item = new JsonBytes(1024);
    private final String frame;
    private final int mark;
    private boolean begun;

    ItemPieces(ListBody<T> list, JsonBytes out) {
      this.list = list;
      this.out = out;
      item.put(list.head()).text(MARK).put(list.tail());
      this.frame = new String(YamlText.of(item.toByteArray()), StandardCharsets.UTF_8);
      this.mark = frame.indexOf("- " + MARK + "\n");
    }

    @Override
    public boolean next() {
      if (!begun) {
        begun = true;
        put(frame.substring(0, mark));
      } else if (list.items().hasNext()) {
        item.clear();
        list.writer().write(item, list.items().next());
        out.put(YamlText.item(item.toByteArray()));
      } else {
        put(frame.substring(mark + MARK.length() + 3));
        return false;
      }
      return true;
    }

    private void put(String text) {
      out.put(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
