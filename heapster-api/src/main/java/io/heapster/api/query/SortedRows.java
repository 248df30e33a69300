package io.heapster.api.query;

/** Sorts rows by merging: the fewest comparisons, which cost more than anything else here. */
final class SortedRows {
  private SortedRows() {}

  /** A sorted copy. */
  static int[] of(int[] rows, RowOrder order) {
    int[] sorted = rows.clone();
    sort(rows.clone(), sorted, 0, rows.length, order);
    return sorted;
  }

  /**
   * Sorts a part.
   *
   * @param from has the same rows there; overwritten
   */
  private static void sort(int[] from, int[] into, int start, int end, RowOrder order) {
    if (end - start < 2) {
      return;
    }
    int middle = (start + end) >>> 1;
    sort(into, from, start, middle, order);
    sort(into, from, middle, end, order);
    if (order.compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, start, into, start, end - start);
      return;
    }
    int left = start;
    int right = middle;
    for (int at = start; at < end; at++) {
      boolean takeLeft =
          right == end || (left < middle && order.compare(from[left], from[right]) <= 0);
      into[at] = takeLeft ? from[left++] : from[right++];
    }
  }
}
