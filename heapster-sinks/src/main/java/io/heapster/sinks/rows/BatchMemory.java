package io.heapster.sinks.rows;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is remembered of a batch from one attempt to the next. Thread-safe. */
final class BatchMemory {
  private static final long NEVER = -1;

  private final Instant batch;

  /** Chunks of which every row is settled, by their number. */
  @GuardedBy("this")
  private final BitSet done = new BitSet();

  /** By the number of their chunk: rows that are taken or set aside, though others are not. */
  @GuardedBy("this")
  private final Map<Integer, BitSet> settled = new HashMap<>();

  /** Kinds of bad rows of which one was found. */
  @GuardedBy("this")
  private final Set<String> kinds = new HashSet<>();

  @GuardedBy("this")
  private long deliveredWhenHeld = NEVER;

  BatchMemory(Instant batch) {
    this.batch = batch;
  }

  Instant batch() {
    return batch;
  }

  synchronized boolean isDone(int chunk) {
    return done.get(chunk);
  }

  synchronized void finished(int chunk) {
    done.set(chunk);
    settled.remove(chunk);
  }

  /** A copy. */
  synchronized BitSet settled(int chunk) {
    return (BitSet) settled.getOrDefault(chunk, new BitSet()).clone();
  }

  synchronized void settle(int chunk, BitSet rows) {
    if (!rows.isEmpty()) {
      settled.computeIfAbsent(chunk, _ -> new BitSet()).or(rows);
    }
  }

  synchronized void found(String kind) {
    kinds.add(kind);
  }

  synchronized boolean isFound(String kind) {
    return kinds.contains(kind);
  }

  /**
   * Whether a batch that is refused as a whole is to wait, since all else may be refused, too: so
   * until rows of others were taken after it was held.
   *
   * @param delivered rows of the sink so far
   */
  synchronized boolean hold(long delivered) {
    if (deliveredWhenHeld != NEVER && delivered > deliveredWhenHeld) {
      return false;
    }
    deliveredWhenHeld = delivered;
    return true;
  }
}
