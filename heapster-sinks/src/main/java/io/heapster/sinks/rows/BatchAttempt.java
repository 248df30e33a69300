package io.heapster.sinks.rows;

import java.util.concurrent.atomic.AtomicInteger;

/** What the chunks of a batch share while it is being sent. Thread-safe. */
final class BatchAttempt {
  private final BatchMemory memory;
  private final AtomicInteger searches = new AtomicInteger();

  private volatile boolean understood;

  BatchAttempt(BatchMemory memory) {
    this.memory = memory;
  }

  BatchMemory memory() {
    return memory;
  }

  /** One more request that looks for bad rows. */
  void searched() {
    searches.incrementAndGet();
  }

  boolean maySearch() {
    return searches.get() < ChunkDelivery.MAX_EXTRA_REQUESTS;
  }

  /** The far end took a row, or judged rows as only the right far end can. */
  void understood() {
    understood = true;
  }

  boolean isUnderstood() {
    return understood;
  }
}
