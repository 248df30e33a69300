package io.heapster.sinks.json;

import io.heapster.core.model.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Growing JSON text in UTF-8, escaped as Heapster's was: besides what must be, also {@code <},
 * {@code >}, {@code &}, U+2028 and U+2029; half a surrogate pair becomes U+FFFD. Not thread-safe.
 */
public final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The longest a UTF-16 unit becomes. */
  private static final int MAX_ESCAPED = 6;

  /** ASCII that stands for itself. */
  private static final boolean[] PLAIN = plain();

  private byte[] bytes = new byte[1024];
  private int length;

  /** The text's bytes are the first {@link #length}; others take their place when it grows. */
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public JsonBytes clear() {
    return cut(0);
  }

  /** Goes back to when there were so many bytes. */
  public JsonBytes cut(int atMost) {
    length = Math.min(length, atMost);
    return this;
  }

  public byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  /** Writes ASCII as it is. */
  public JsonBytes raw(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** Writes what is JSON already, or is to be no JSON. */
  public JsonBytes raw(byte[] some) {
    reserve(some.length);
    System.arraycopy(some, 0, bytes, length, some.length);
    length += some.length;
    return this;
  }

  /** Writes a text in quotes. */
  public JsonBytes quoted(String text) {
    int count = text.length();
    reserve(MAX_ESCAPED * count + 2);
    byte[] into = bytes;
    int at = length;
    into[at++] = '"';
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c < 0x80 && PLAIN[c]) {
        into[at++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < count
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        at = pair(Character.toCodePoint(c, text.charAt(++i)), into, at);
      } else {
        at = special(c, into, at);
      }
    }
    into[at++] = '"';
    length = at;
    return this;
  }

  /** Writes an object of sets of texts, keys in order; where several have a key, the last wins. */
  public JsonBytes object(Labels... sets) {
    int[] next = new int[sets.length];
    raw("{");
    boolean first = true;
    for (int winner = takeLeast(sets, next); winner >= 0; winner = takeLeast(sets, next)) {
      Labels labels = sets[winner];
      int taken = next[winner] - 1;
      pair(first, labels.key(taken), labels.value(taken));
      first = false;
    }
    return raw("}");
  }

  /** Steps over the least key; the last set that has it, or -1 at the end. */
  private static int takeLeast(Labels[] sets, int[] next) {
    int least = -1;
    for (int i = 0; i < sets.length; i++) {
      if (next[i] < sets[i].size()) {
        int order = least < 0 ? -1 : sets[i].key(next[i]).compareTo(sets[least].key(next[least]));
        if (order == 0) {
          next[least]++;
        }
        if (order <= 0) {
          least = i;
        }
      }
    }
    if (least >= 0) {
      next[least]++;
    }
    return least;
  }

  private void pair(boolean first, String key, String value) {
    if (!first) {
      raw(",");
    }
    quoted(key).raw(":").quoted(value);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  private static int special(char c, byte[] into, int start) {
    int at = start;
    if (c >= 0x80 && !Character.isSurrogate(c) && c != '\u2028' && c != '\u2029') {
      if (c >= 0x800) {
        into[at++] = (byte) (0xE0 | c >> 12);
        into[at++] = (byte) (0x80 | c >> 6 & 0x3F);
      } else {
        into[at++] = (byte) (0xC0 | c >> 6);
      }
      into[at++] = (byte) (0x80 | c & 0x3F);
      return at;
    }
    into[at++] = '\\';
    switch (c) {
      case '"', '\\' -> into[at++] = (byte) c;
      case '\n' -> into[at++] = 'n';
      case '\r' -> into[at++] = 'r';
      case '\t' -> into[at++] = 't';
      default -> at = hex(Character.isSurrogate(c) ? '\uFFFD' : c, into, at);
    }
    return at;
  }

  private static int hex(char c, byte[] into, int start) {
    int at = start;
    into[at++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      into[at++] = HEX[c >> shift & 0xF];
    }
    return at;
  }

  private static int pair(int codePoint, byte[] into, int start) {
    int at = start;
    into[at++] = (byte) (0xF0 | codePoint >> 18);
    into[at++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
    into[at++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    into[at++] = (byte) (0x80 | codePoint & 0x3F);
    return at;
  }

  private static boolean[] plain() {
    var plain = new boolean[0x80];
    Arrays.fill(plain, ' ', plain.length, true);
    for (char c : "\"\\<>&".toCharArray()) {
      plain[c] = false;
    }
    return plain;
  }
}
