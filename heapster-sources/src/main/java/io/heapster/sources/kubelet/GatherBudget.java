package io.heapster.sources.kubelet;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all answers being received may take together. Thread-safe. */
final class GatherBudget {
  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  GatherBudget(long limit) {
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  /** Takes bytes, or none and returns false when they do not fit. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= limit) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
