package io.heapster.sources.kubelet;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays that answers are gathered in, used again and again. Keeps as many as a round of ordinary
 * summaries takes, none of them larger than a large one; a burst of large ones leaves no more. Not
 * thread-safe: one per event loop.
 */
final class BodyPool {
  /** Larger arrays are left to the garbage collector, and their answers decoded elsewhere. */
  static final int LARGEST_KEPT = 1 << 20;

  /** Bytes of all arrays that lie idle. */
  static final int MOST_KEPT = 4 << 20;

  private static final int SMALLEST = 1 << 16;

  private final Deque<byte[]> free = new ArrayDeque<>();
  private int kept;

  /** Length of the array that {@link #take} would give next. */
  int lengthFor(int bytes) {
    byte[] next = free.peekFirst();
    return next != null && next.length >= bytes ? next.length : Math.max(SMALLEST, bytes);
  }

  /** An array of at least that many bytes. */
  byte[] take(int bytes) {
    int length = lengthFor(bytes);
    byte[] next = free.pollFirst();
    kept -= next == null ? 0 : next.length;
    return next != null && next.length == length ? next : new byte[length];
  }

  void giveBack(byte[] array) {
    if (array.length <= LARGEST_KEPT && kept + array.length <= MOST_KEPT) {
      free.addFirst(array);
      kept += array.length;
    }
  }
}
