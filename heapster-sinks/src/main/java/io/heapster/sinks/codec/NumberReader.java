package io.heapster.sinks.codec;

/** Reads the runs of {@link NumberWriter}. Not thread-safe. */
final class NumberReader {
  private long[] numbers = new long[0];

  /**
   * The next {@code count} numbers, in an array that may be longer and is overwritten by the next
   * call. Takes at least a byte for each, so that a count which passed is one that memory can hold.
   */
  long[] read(ByteReader in, int count, String what) throws CorruptBatchException {
    if (count == 0) {
      return numbers;
    }
    int form = in.unsignedByte(what);
    if (form != RecordFormat.OFFSETS && form != RecordFormat.DELTAS) {
      throw in.corrupt(what + ": form " + form + " of numbers is not known");
    }
    long base = in.longBits(what);
    int shift = in.unsignedByte(what);
    int width = in.unsignedByte(what);
    if (shift > 63 || width < 1 || width > 8) {
      throw in.corrupt(what + ": shift " + shift + " and width " + width + " of numbers");
    }
    in.require((long) width * count, what);
    if (numbers.length < count) {
      numbers = new long[(int) Math.min(Integer.MAX_VALUE - 8, count + count / 2L)];
    }
    readPlanes(in, count, width, what);
    if (form == RecordFormat.OFFSETS) {
      addOffsets(count, base, shift);
    } else {
      addDeltas(count, base, shift);
    }
    return numbers;
  }

  /** The next {@code count} numbers, each at least {@code least} and below {@code bound}. */
  int[] readIndexes(ByteReader in, int count, int least, int bound, String what)
      throws CorruptBatchException {
    long[] read = read(in, count, what);
    int[] indexes = new int[count];
    for (int i = 0; i < count; i++) {
      long index = read[i];
      if (index < least || index >= bound) {
        throw in.corrupt(
            what + ": number " + i + " is " + index + ", not in " + least + ".." + (bound - 1L));
      }
      indexes[i] = (int) index;
    }
    return indexes;
  }

  private void readPlanes(ByteReader in, int count, int width, String what)
      throws CorruptBatchException {
    byte[] bytes = in.array();
    for (int plane = 0; plane < width; plane++) {
      int offset = in.position();
      int up = 8 * plane;
      for (int i = 0; i < count; i++) {
        long part = (bytes[offset + i] & 0xFFL) << up;
        numbers[i] = plane == 0 ? part : numbers[i] | part;
      }
      in.skip(count, what);
    }
  }

  private void addOffsets(int count, long least, int shift) {
    for (int i = 0; i < count; i++) {
      numbers[i] = least + (numbers[i] << shift);
    }
  }

  private void addDeltas(int count, long first, int shift) {
    long value = first;
    for (int i = 0; i < count; i++) {
      value += unzigzag(numbers[i]) << shift;
      numbers[i] = value;
    }
  }

  static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
