package io.heapster.sinks.elasticsearch.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Growing bytes of JSON text, used again and again. Strings are escaped as Go does it, which has
 * more escapes than JSON needs. Not thread-safe.
 */
final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Of the longest escape. */
  private static final int MAX_BYTES_PER_CHAR = 6;

  byte[] bytes = new byte[512];
  int length;

  void clear() {
    length = 0;
  }

  void put(byte value) {
    reserve(1);
    bytes[length++] = value;
  }

  void put(byte[] values) {
    reserve(values.length);
    System.arraycopy(values, 0, bytes, length, values.length);
    length += values.length;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** Writes a string with its quotes. */
  void putString(String text) {
    int count = text.length();
    reserve(count * MAX_BYTES_PER_CHAR + 2);
    byte[] into = bytes;
    int at = length;
    into[at++] = '"';
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        if (Character.isHighSurrogate(c) && i + 1 < count && isLow(text.charAt(i + 1))) {
          at = putPair(Character.toCodePoint(c, text.charAt(++i)), into, at);
        } else {
          at = putWide(c, into, at);
        }
      } else if (c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
        at = putEscaped(c, into, at);
      } else {
        into[at++] = (byte) c;
      }
    }
    into[at++] = '"';
    length = at;
  }

  /** The bytes of one string with its quotes. */
  static byte[] string(String text) {
    var json = new JsonBytes();
    json.putString(text);
    return json.copy();
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  private static boolean isLow(char c) {
    return Character.isLowSurrogate(c);
  }

  private static int putEscaped(char c, byte[] into, int start) {
    int at = start;
    into[at++] = '\\';
    switch (c) {
      case '"', '\\' -> into[at++] = (byte) c;
      case '\n' -> into[at++] = 'n';
      case '\r' -> into[at++] = 'r';
      case '\t' -> into[at++] = 't';
      default -> at = putCode(c, into, at);
    }
    return at;
  }

  private static int putCode(char c, byte[] into, int start) {
    int at = start;
    into[at++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      into[at++] = HEX[(c >> shift) & 0xF];
    }
    return at;
  }

  private static int putWide(char c, byte[] into, int start) {
    int at = start;
    if (c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
      into[at++] = '\\';
      return putCode(Character.isSurrogate(c) ? '\uFFFD' : c, into, at);
    }
    if (c < 0x800) {
      into[at++] = (byte) (0xC0 | c >> 6);
    } else {
      into[at++] = (byte) (0xE0 | c >> 12);
      into[at++] = (byte) (0x80 | c >> 6 & 0x3F);
    }
    into[at++] = (byte) (0x80 | c & 0x3F);
    return at;
  }

  private static int putPair(int codePoint, byte[] into, int start) {
    int at = start;
    into[at++] = (byte) (0xF0 | codePoint >> 18);
    into[at++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
    into[at++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    into[at++] = (byte) (0x80 | codePoint & 0x3F);
    return at;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
