package io.heapster.sinks.codec;

/**
 * Reads what {@link ByteWriter} wrote, never past the end: whatever does not fit is told as a
 * {@link CorruptBatchException} with the offset. Not thread-safe.
 */
final class ByteReader {
  private final String name;
  private final byte[] bytes;
  private final int start;
  private final int end;
  private int position;

  /**
   * @param name for messages, e.g. "values of pods"
   */
  ByteReader(String name, byte[] bytes, int start, int end) {
    this.name = name;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.position = start;
  }

  byte[] array() {
    return bytes;
  }

  /** Index of the next byte in {@link #array}. */
  int position() {
    return position;
  }

  /** Number of bytes read so far. */
  int consumed() {
    return position - start;
  }

  int remaining() {
    return end - position;
  }

  CorruptBatchException corrupt(String what) {
    return new CorruptBatchException(
        name + " at offset " + consumed() + " of " + (end - start) + ": " + what);
  }

  /** Checks that so many bytes are left, before anything is made for them. */
  void require(long count, String what) throws CorruptBatchException {
    if (count < 0 || count > remaining()) {
      throw corrupt(what + ": needs " + count + " bytes, " + remaining() + " are left");
    }
  }

  void skip(int count, String what) throws CorruptBatchException {
    require(count, what);
    position += count;
  }

  int unsignedByte(String what) throws CorruptBatchException {
    require(1, what);
    return bytes[position++] & 0xFF;
  }

  long longBits(String what) throws CorruptBatchException {
    require(8, what);
    long value = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      value |= (bytes[position++] & 0xFFL) << shift;
    }
    return value;
  }

  long varint(String what) throws CorruptBatchException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = unsignedByte(what);
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw corrupt(what + ": number of more than 10 bytes");
  }

  /** A number from 0 to {@code most}. */
  int count(int most, String what) throws CorruptBatchException {
    long value = varint(what);
    if (value < 0 || value > most) {
      throw corrupt(what + ": " + Long.toUnsignedString(value) + ", at most " + most + " possible");
    }
    return (int) value;
  }

  void requireEnd() throws CorruptBatchException {
    if (remaining() != 0) {
      throw corrupt("end expected, but " + remaining() + " bytes are left");
    }
  }
}
