package io.heapster.sinks.influxdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as it stands in line protocol. What would end a part of the line is escaped; line breaks and
 * tabs become {@code \n}, {@code \r}, {@code \t}, as the clients write them; backslashes at the
 * end, which would escape what follows and cannot be escaped themselves, are left out.
 */
enum LineText {
  MEASUREMENT(" ,"),
  /** Keys and values of tags, keys of fields. */
  KEY(" ,=");

  /** What follows the backslash, by character; 0 for characters that stand for themselves. */
  private final byte[] escapes = new byte[0x80];

  LineText(String escaped) {
    for (int i = 0; i < escaped.length(); i++) {
      escapes[escaped.charAt(i)] = (byte) escaped.charAt(i);
    }
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
  }

  byte[] bytes(String text) {
    var bytes = new byte[mostBytes(text)];
    return Arrays.copyOf(bytes, write(text, bytes, 0));
  }

  /** Room that {@link #write} may need. */
  static int mostBytes(String text) {
    return 3 * text.length();
  }

  /** Writes at an index; the index behind. */
  int write(String text, byte[] into, int start) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end--;
    }
    int at = start;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return writeUtf8(text.substring(0, end), into, start);
      }
      byte escape = escapes[c];
      if (escape != 0) {
        into[at++] = '\\';
        into[at++] = escape;
      } else {
        into[at++] = (byte) c;
      }
    }
    return at;
  }

  private int writeUtf8(String text, byte[] into, int start) {
    int at = start;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      byte escape = b < 0 ? 0 : escapes[b];
      if (escape != 0) {
        into[at++] = '\\';
        into[at++] = escape;
      } else {
        into[at++] = b;
      }
    }
    return at;
  }
}
