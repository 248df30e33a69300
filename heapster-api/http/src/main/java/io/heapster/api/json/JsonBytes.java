package io.heapster.api.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing run of UTF-8 bytes with the JSON primitives: texts, integers, doubles, without garbage
 * per value. Knows nothing of commas and nesting. Not thread-safe; reusable after {@link #clear}.
 */
public final class JsonBytes {
  private static final byte[] DIGIT_PAIRS = digitPairs();

  /** Characters that stand for themselves inside a JSON text: printable ASCII, not escaped. */
  private static final boolean[] PLAIN = plainCharacters();

  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] SMALLEST_LONG = ascii(Long.toString(Long.MIN_VALUE));
  private static final byte[] REPLACEMENT = ascii("\\ufffd");
  private static final int LONGEST_NUMBER = 20;

  private byte[] bytes;
  private int size;

  /**
   * @param capacity bytes to begin with
   */
  public JsonBytes(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** The bytes of a text that is known to be ASCII; for constants. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  /** The bytes behind this; valid up to {@link #size}, until the next write. */
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** One ASCII character. */
  public JsonBytes put(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** Bytes that are JSON already. */
  public JsonBytes put(byte[] encoded) {
    return put(encoded, 0, encoded.length);
  }

  public JsonBytes put(byte[] encoded, int offset, int length) {
    ensure(length);
    System.arraycopy(encoded, offset, bytes, size, length);
    size += length;
    return this;
  }

  /** A text in quotes, escaped as Go does it: also {@code < > &} and the line separators. */
  public JsonBytes text(String value) {
    int length = value.length();
    // A character takes 6 bytes at most, in its escaped form.
    ensure(length * 6 + 2);
    byte[] out = bytes;
    int at = size;
    out[at++] = '"';
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c < 128 && PLAIN[c]) {
        out[at++] = (byte) c;
      } else {
        size = at;
        i += escape(value, i, c);
        at = size;
      }
    }
    out[at++] = '"';
    size = at;
    return this;
  }

  /** Writes one character that is not plain; returns how many further ones it took. */
  private int escape(String value, int position, char c) {
    switch (c) {
      case '"', '\\' -> put('\\').put(c);
      case '\n' -> put('\\').put('n');
      case '\r' -> put('\\').put('r');
      case '\t' -> put('\\').put('t');
      default -> {
        if (c < 128 || c == '\u2028' || c == '\u2029') {
          escapeAsCode(c);
        } else {
          return encode(value, position, c);
        }
      }
    }
    return 0;
  }

  private void escapeAsCode(char c) {
    put('\\').put('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put((char) HEX[(c >> shift) & 0xF]);
    }
  }

  private int encode(String value, int position, char c) {
    if (!Character.isSurrogate(c)) {
      encodeBasic(c);
      return 0;
    }
    int point = value.codePointAt(position);
    if (!Character.isSupplementaryCodePoint(point)) {
      put(REPLACEMENT);
      return 0;
    }
    ensure(4);
    bytes[size++] = (byte) (0xF0 | point >> 18);
    bytes[size++] = (byte) (0x80 | point >> 12 & 0x3F);
    bytes[size++] = (byte) (0x80 | point >> 6 & 0x3F);
    bytes[size++] = (byte) (0x80 | point & 0x3F);
    return 1;
  }

  private void encodeBasic(char c) {
    if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | c >> 6);
    } else {
      bytes[size++] = (byte) (0xE0 | c >> 12);
      bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
    }
    bytes[size++] = (byte) (0x80 | c & 0x3F);
  }

  public JsonBytes number(long value) {
    if (value == Long.MIN_VALUE) {
      return put(SMALLEST_LONG);
    }
    ensure(LONGEST_NUMBER);
    long rest = value;
    if (value < 0) {
      bytes[size++] = '-';
      rest = -value;
    }
    digits(rest, decimalLength(rest));
    return this;
  }

  /** A number that is not negative, with zeros in front up to a width. */
  public JsonBytes padded(int value, int width) {
    for (int length = decimalLength(value); length < width; length++) {
      put('0');
    }
    return number(value);
  }

  /** The bits of a long as a number without sign. */
  public JsonBytes unsigned(long bits) {
    return bits >= 0 ? number(bits) : put(ascii(Long.toUnsignedString(bits)));
  }

  /** A finite double as Go writes it. */
  public JsonBytes number(double value) {
    long whole = (long) value;
    boolean exact = whole == value && Math.abs(whole) < 1L << 53;
    return exact && (whole != 0 || 1 / value > 0)
        ? number(whole)
        : put(ascii(GoNumber.text(value)));
  }

  private void digits(long value, int length) {
    byte[] out = bytes;
    int at = size + length;
    size = at;
    long rest = value;
    while (rest >= 100) {
      long hundreds = rest / 100;
      int pair = (int) (rest - hundreds * 100) * 2;
      out[--at] = DIGIT_PAIRS[pair + 1];
      out[--at] = DIGIT_PAIRS[pair];
      rest = hundreds;
    }
    if (rest >= 10) {
      out[--at] = DIGIT_PAIRS[(int) rest * 2 + 1];
      out[--at] = DIGIT_PAIRS[(int) rest * 2];
    } else {
      out[--at] = (byte) ('0' + rest);
    }
  }

  private static int decimalLength(long value) {
    int length = 1;
    long limit = 10;
    while (length < 19 && value >= limit) {
      length++;
      limit *= 10;
    }
    return length;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }

  private static byte[] digitPairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[i * 2] = (byte) ('0' + i / 10);
      pairs[i * 2 + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  private static boolean[] plainCharacters() {
    boolean[] plain = new boolean[128];
    Arrays.fill(plain, 0x20, 0x80, true);
    for (char c : new char[] {'"', '\\', '<', '>', '&'}) {
      plain[c] = false;
    }
    return plain;
  }
}
