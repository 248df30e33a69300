package io.heapster.sinks.codec;

import java.util.Arrays;

/**
 * Gives equal strings one number, from 0 in the order of first mention, and writes them down.
 * Open-addressed, because a tick with changes asks it a million times. Not thread-safe.
 */
final class StringTable {
  private String[] strings = new String[256];
  private int[] slots = new int[1024];
  private int size;
  private long[] lengths = new long[0];

  void clear() {
    Arrays.fill(strings, 0, size, "");
    Arrays.fill(slots, 0);
    size = 0;
  }

  int size() {
    return size;
  }

  int indexOf(String string) {
    int mask = slots.length - 1;
    int slot = spread(string) & mask;
    while (slots[slot] != 0) {
      String other = strings[slots[slot] - 1];
      if (other == string || other.equals(string)) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = size + 1;
    return add(string);
  }

  private int add(String string) {
    if (size == strings.length) {
      strings = Arrays.copyOf(strings, 2 * size);
    }
    strings[size++] = string;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = spread(strings[i]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }

  private static int spread(String string) {
    int hash = string.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }

  /** Writes the strings, a byte a character where that holds all of it. */
  void writeTo(ByteWriter out, NumberWriter numbers) {
    if (lengths.length < size) {
      lengths = new long[strings.length];
    }
    for (int i = 0; i < size; i++) {
      lengths[i] = (long) strings[i].length() << 1 | (isLatin(strings[i]) ? 0 : 1);
    }
    out.putVarint(size);
    numbers.write(lengths, size, out);
    for (int i = 0; i < size; i++) {
      put(strings[i], (lengths[i] & 1) != 0, out);
    }
  }

  private static boolean isLatin(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (string.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }

  // Characters as they are: a name may hold halves of pairs, which an encoding would replace.
  static void put(String string, boolean wide, ByteWriter out) {
    int length = string.length();
    out.ensure(Math.multiplyExact(length, wide ? 2 : 1));
    byte[] bytes = out.array();
    int at = out.size();
    for (int i = 0; i < length; i++) {
      char character = string.charAt(i);
      bytes[at++] = (byte) character;
      if (wide) {
        bytes[at++] = (byte) (character >>> 8);
      }
    }
    out.skip(wide ? 2 * length : length);
  }

  /** Writes one string by itself, for a reader that has no table. */
  static void write(String string, ByteWriter out) {
    boolean wide = !isLatin(string);
    out.putVarint((long) string.length() << 1 | (wide ? 1 : 0));
    put(string, wide, out);
  }
}
