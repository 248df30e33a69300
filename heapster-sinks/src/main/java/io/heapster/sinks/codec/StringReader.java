package io.heapster.sinks.codec;

import java.nio.charset.StandardCharsets;

/** Reads what {@link StringTable} wrote. */
final class StringReader {
  private StringReader() {}

  /** One string by itself. */
  static String read(ByteReader in, String what) throws CorruptBatchException {
    return read(in, in.varint(what), what);
  }

  /** A whole table, to its end. */
  static String[] readTable(ByteReader in, NumberReader numbers) throws CorruptBatchException {
    int size = in.count(in.remaining(), "number of strings");
    long[] lengths = numbers.read(in, size, "lengths of strings");
    String[] strings = new String[size];
    for (int i = 0; i < size; i++) {
      strings[i] = read(in, lengths[i], "string");
    }
    in.requireEnd();
    return strings;
  }

  private static String read(ByteReader in, long coded, String what) throws CorruptBatchException {
    boolean wide = (coded & 1) != 0;
    long length = coded >> 1;
    in.require(length, what);
    if (length == 0) {
      return "";
    }
    int offset = in.position();
    if (!wide) {
      in.skip((int) length, what);
      return new String(in.array(), offset, (int) length, StandardCharsets.ISO_8859_1);
    }
    in.require(2 * length, what);
    char[] characters = new char[(int) length];
    for (int i = 0; i < characters.length; i++) {
      int low = in.array()[offset + 2 * i] & 0xFF;
      characters[i] = (char) (low | in.array()[offset + 2 * i + 1] << 8);
    }
    in.skip(2 * characters.length, what);
    return new String(characters);
  }
}
