package io.heapster.sinks.codec;

/** The rows of each set next to each other, in ascending order, by one counting sort. */
final class RowsBySet {
  private final int[] rows;
  private final int[] ends;

  /**
   * @param setOfRow below {@code sets}
   */
  RowsBySet(int[] setOfRow, int count, int sets) {
    this.rows = new int[count];
    this.ends = new int[sets + 1];
    for (int row = 0; row < count; row++) {
      ends[setOfRow[row] + 1]++;
    }
    for (int set = 0; set < sets; set++) {
      ends[set + 1] += ends[set];
    }
    int[] next = ends.clone();
    for (int row = 0; row < count; row++) {
      rows[next[setOfRow[row]]++] = row;
    }
  }

  int size(int set) {
    return ends[set + 1] - ends[set];
  }

  int row(int set, int position) {
    return rows[ends[set] + position];
  }
}
