package io.heapster.sinks.rows;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Some rows, their bytes one right after the other. A view: valid while the chunk it looks at is
 * being sent, and not changed by anybody meanwhile.
 */
public final class Rows {
  private final byte[] bytes;
  private final int[] ends;
  private final int from;
  private final int to;

  /**
   * @param bytes of all rows, from index 0
   * @param ends of each row in them
   */
  Rows(byte[] bytes, int[] ends, int from, int to) {
    this.bytes = bytes;
    this.ends = ends;
    this.from = from;
    this.to = to;
  }

  public int size() {
    return to - from;
  }

  /** The array that holds the bytes, from {@link #offset} on; not to be changed. */
  public byte[] array() {
    return bytes;
  }

  /** Where the first row begins in the array. */
  public int offset() {
    return start(0);
  }

  /** Bytes of all rows. */
  public int length() {
    return size() == 0 ? 0 : end(size() - 1) - start(0);
  }

  /** Where a row begins in the array. */
  public int start(int row) {
    return from + row == 0 ? 0 : ends[from + row - 1];
  }

  /** Where a row ends in the array. */
  public int end(int row) {
    return ends[from + row];
  }

  /** A copy of one row. */
  public byte[] row(int row) {
    Objects.checkIndex(row, size());
    return Arrays.copyOfRange(bytes, start(row), end(row));
  }

  /** The rows from one index up to another. */
  public Rows slice(int first, int end) {
    Objects.checkFromToIndex(first, end, size());
    return new Rows(bytes, ends, from + first, from + end);
  }

  /** A copy of the rows at the given indexes, in that order. */
  public Rows pick(List<Integer> rows) {
    int length = 0;
    for (int row : rows) {
      length += end(row) - start(row);
    }
    byte[] picked = new byte[length];
    int[] pickedEnds = new int[rows.size()];
    int at = 0;
    for (int i = 0; i < pickedEnds.length; i++) {
      int row = rows.get(i);
      int size = end(row) - start(row);
      System.arraycopy(bytes, start(row), picked, at, size);
      at += size;
      pickedEnds[i] = at;
    }
    return new Rows(picked, pickedEnds, 0, pickedEnds.length);
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, offset(), length());
  }
}
