package io.heapster.api.k8s.groups.media;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;

/** A JSON body laid out with two spaces a level, piece by piece, as Go indents. */
record IndentedBody(Answer.Body compact) implements Answer.Body {

  @Override
  public Answer.Pieces into(JsonBytes out) {
    var piece = new JsonBytes(4096);
    Answer.Pieces pieces = compact.into(piece);
    var indenter = new Indenter(out);
    return () -> {
      piece.clear();
      boolean more = pieces.next();
      indenter.write(piece.array(), piece.size());
      return more;
    };
  }

  /** Knows nothing of values but where texts begin and end. */
  private static final class Indenter {
    private final JsonBytes out;
    private int depth;
    private boolean inText;
    private boolean escaped;

    /** A bracket was opened, and nothing followed yet. */
    private boolean opened;

    Indenter(JsonBytes out) {
      this.out = out;
    }

    void write(byte[] json, int size) {
      for (int i = 0; i < size; i++) {
        char c = (char) (json[i] & 0xFF);
        if (inText) {
          insideText(c);
        } else {
          between(c);
        }
      }
    }

    private void insideText(char c) {
      out.put(c);
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == '"') {
        inText = false;
      }
    }

    private void between(char c) {
      switch (c) {
        case '{', '[' -> {
          begin();
          out.put(c);
          depth++;
          opened = true;
        }
        case '}', ']' -> {
          depth--;
          end();
          out.put(c);
        }
        case ',' -> {
          out.put(c);
          newLine();
        }
        case ':' -> out.put(c).put(' ');
        case '\n' -> out.put(c);
        default -> {
          begin();
          out.put(c);
          inText = c == '"';
        }
      }
    }

    private void begin() {
      if (opened) {
        newLine();
        opened = false;
      }
    }

    private void end() {
      if (!opened) {
        newLine();
      }
      opened = false;
    }

    private void newLine() {
      out.put('\n');
      for (int i = 0; i < depth; i++) {
        out.put(' ').put(' ');
      }
    }
  }
}
