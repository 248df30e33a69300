package io.heapster.sinks.rows;

import java.util.Arrays;

/** Growing room for the rows of one chunk; used again and again. Used by one thread at a time. */
final class RowBuffer {
  private static final int FIRST_BYTES = 1 << 16;
  private static final int FIRST_ROWS = 1024;

  byte[] bytes = new byte[FIRST_BYTES];
  int length;
  private int[] ends = new int[FIRST_ROWS];
  private int rows;

  int rows() {
    return rows;
  }

  /** Where the last finished row ends. */
  int finished() {
    return rows == 0 ? 0 : ends[rows - 1];
  }

  void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  void endRow() {
    if (rows == ends.length) {
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    ends[rows++] = length;
  }

  /** A view of the finished rows; valid until the buffer is cleared. */
  Rows view() {
    return new Rows(bytes, ends, 0, rows);
  }

  void clear() {
    length = 0;
    rows = 0;
  }
}
