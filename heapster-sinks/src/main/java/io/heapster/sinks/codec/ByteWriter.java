package io.heapster.sinks.codec;

import java.util.Arrays;

/** A growing run of bytes, little endian; kept and reused between batches. Not thread-safe. */
final class ByteWriter {
  private byte[] bytes = new byte[256];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** The bytes, of which the first {@link #size} count; replaced when they grow. */
  byte[] array() {
    return bytes;
  }

  /** Makes room for so many bytes more, which are not counted until {@link #skip}. */
  void ensure(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, needed + needed / 2L));
    }
  }

  /** Counts bytes that were put into the array. */
  void skip(int count) {
    size += count;
  }

  void put(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void putLong(long value) {
    ensure(8);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Seven bits a byte, the lowest first, the high bit set on all but the last. */
  void putVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void put(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }
}
