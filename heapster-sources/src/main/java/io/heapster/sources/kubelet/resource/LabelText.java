package io.heapster.sources.kubelet.resource;

import io.heapster.sources.kubelet.sample.NodeNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where in a line the value of one label stands. Reused from line to line. */
final class LabelText {
  private final byte[] key;
  private int start;
  private int end;
  private boolean escaped;

  LabelText(String key) {
    this.key = key.getBytes(StandardCharsets.US_ASCII);
  }

  void clear() {
    start = 0;
    end = 0;
  }

  boolean isKey(byte[] body, int from, int to) {
    return to - from == key.length && Arrays.equals(key, 0, key.length, body, from, to);
  }

  void set(int from, int to, boolean withEscapes) {
    start = from;
    end = to;
    escaped = withEscapes;
  }

  /** The value as text; empty when the line has none. */
  String resolve(byte[] body, NodeNames names) {
    if (start == end) {
      return "";
    }
    if (!escaped) {
      return names.resolve(body, start, end - start);
    }
    byte[] plain = new byte[end - start];
    int length = 0;
    for (int at = start; at < end; at++) {
      boolean escape = body[at] == '\\';
      byte each = escape ? body[++at] : body[at];
      plain[length++] = escape && each == 'n' ? (byte) '\n' : each;
    }
    return names.resolve(plain, 0, length);
  }
}
