package io.heapster.sinks.codec;

/**
 * Writes runs of 64-bit numbers: what is above their least, or above the number before (whichever
 * takes fewer bits), without the zero bits all end in, as planes: the lowest byte of all numbers,
 * then the next byte of all. A plane is either noise, which zstd skips, or nearly constant, which
 * it packs to nothing; that makes both quick. Not thread-safe.
 */
final class NumberWriter {
  private long[] work = new long[0];

  /** Writes the first {@code count} numbers; nothing at all for none. */
  void write(long[] values, int count, ByteWriter out) {
    if (count == 0) {
      return;
    }
    long least = values[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, values[i]);
    }
    if (work.length < count) {
      work = new long[count + count / 2];
    }
    int shift = sharedZeroBits(values, count, least);
    if (deltasAreShorter(values, count, least)) {
      writeDeltas(values, count, shift, out);
    } else {
      writeOffsets(values, count, least, shift, out);
    }
  }

  private static int sharedZeroBits(long[] values, int count, long least) {
    long used = 0;
    for (int i = 0; i < count; i++) {
      used |= values[i] - least;
    }
    return used == 0 ? 0 : Long.numberOfTrailingZeros(used);
  }

  private static boolean deltasAreShorter(long[] values, int count, long least) {
    long offsetBits = 0;
    long deltaBits = count;
    long before = values[0];
    for (int i = 0; i < count; i++) {
      offsetBits += 64 - Long.numberOfLeadingZeros(values[i] - least);
      deltaBits += 64 - Long.numberOfLeadingZeros(zigzag(values[i] - before));
      before = values[i];
    }
    return deltaBits < offsetBits;
  }

  private void writeOffsets(long[] values, int count, long least, int shift, ByteWriter out) {
    long used = 0;
    for (int i = 0; i < count; i++) {
      work[i] = (values[i] - least) >>> shift;
      used |= work[i];
    }
    writePlanes(RecordFormat.OFFSETS, least, shift, used, count, out);
  }

  private void writeDeltas(long[] values, int count, int shift, ByteWriter out) {
    long used = 0;
    long before = values[0];
    for (int i = 0; i < count; i++) {
      work[i] = zigzag((values[i] - before) >> shift);
      used |= work[i];
      before = values[i];
    }
    writePlanes(RecordFormat.DELTAS, values[0], shift, used, count, out);
  }

  private void writePlanes(int form, long base, int shift, long used, int count, ByteWriter out) {
    int width = Math.max(1, (71 - Long.numberOfLeadingZeros(used)) / 8);
    out.put(form);
    out.putLong(base);
    out.put(shift);
    out.put(width);
    out.ensure(Math.multiplyExact(width, count));
    for (int plane = 0; plane < width; plane++) {
      byte[] bytes = out.array();
      int offset = out.size();
      int down = 8 * plane;
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = (byte) (work[i] >>> down);
      }
      out.skip(count);
    }
  }

  /** Small for small numbers of either sign. */
  static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }
}
