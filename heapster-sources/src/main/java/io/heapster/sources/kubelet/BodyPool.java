package io.heapster.sources.kubelet;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays that answers are gathered in, used again and again. Keeps at most as many as were ever in
 * use at once, none of them larger than a large summary. Not thread-safe: one per event loop.
 */
final class BodyPool {
  /** Larger arrays are left to the garbage collector, and their answers decoded elsewhere. */
  static final int LARGEST_KEPT = 1 << 20;

  private static final int SMALLEST = 1 << 16;

  private final Deque<byte[]> free = new ArrayDeque<>();

  /** An array of at least that many bytes. */
  byte[] take(int bytes) {
    byte[] array = free.pollFirst();
    if (array != null && array.length >= bytes) {
      return array;
    }
    return new byte[Math.max(SMALLEST, bytes)];
  }

  void giveBack(byte[] array) {
    if (array.length <= LARGEST_KEPT) {
      free.addFirst(array);
    }
  }
}
