package io.heapster.api.query;

import java.util.Arrays;

/**
 * Finds a page of many rows. For the first pages, which are asked for most, the other rows are not
 * sorted: a heap has the best so far, the last of them on top.
 */
final class FirstRows {
  /** A heap of more than this part of the rows compares more often than sorting does. */
  private static final int FEW = 8;

  private final RowOrder order;
  private final int[] heap;
  private int size;

  private FirstRows(RowOrder order, int most) {
    this.order = order;
    this.heap = new int[most];
  }

  /** A page of the rows as they stand in the order; {@code rows} is not changed. */
  static int[] page(int[] rows, RowOrder order, int offset, int limit) {
    int end = (int) Math.min(rows.length, (long) offset + limit);
    if (offset >= end) {
      return new int[0];
    }
    if (end > rows.length / FEW) {
      return Arrays.copyOfRange(SortedRows.of(rows, order), offset, end);
    }
    var first = new FirstRows(order, end);
    for (int row : rows) {
      first.offer(row);
    }
    return Arrays.copyOfRange(first.sorted(), offset, end);
  }

  private void offer(int row) {
    if (size < heap.length) {
      siftUp(row);
    } else if (order.compare(row, heap[0]) < 0) {
      siftDown(row);
    }
  }

  private void siftUp(int row) {
    int at = size++;
    while (at > 0 && order.compare(row, heap[(at - 1) >> 1]) > 0) {
      heap[at] = heap[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    heap[at] = row;
  }

  /** Puts a row in the place of the top. */
  private void siftDown(int row) {
    int at = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && order.compare(heap[child + 1], heap[child]) > 0) {
        child++;
      }
      if (order.compare(row, heap[child]) >= 0) {
        break;
      }
      heap[at] = heap[child];
      at = child;
      child = 2 * at + 1;
    }
    heap[at] = row;
  }

  private int[] sorted() {
    while (size > 1) {
      int last = heap[0];
      int moved = heap[--size];
      siftDown(moved);
      heap[size] = last;
    }
    return heap;
  }
}
