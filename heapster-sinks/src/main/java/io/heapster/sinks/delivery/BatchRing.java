package io.heapster.sinks.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.model.DataBatch;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last batches, each held until every cursor passed it, and no more of them than the capacity:
 * then the oldest goes, and cursors that had not passed it lose it. Thread-safe; nothing but a
 * cursor's {@link Cursor#take} ever waits.
 */
final class BatchRing {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<DataBatch> batches = new ArrayDeque<>();

  /** How many batches each cursor passed. */
  @GuardedBy("lock")
  private final Map<Cursor, Long> positions = new HashMap<>();

  /** Number of batches ever appended. */
  @GuardedBy("lock")
  private long head;

  @GuardedBy("lock")
  private boolean closed;

  BatchRing(int capacity) {
    this.capacity = capacity;
  }

  /** A cursor at the head: its first batch is the next one appended. */
  Cursor newCursor() {
    lock.lock();
    try {
      var cursor = new Cursor();
      positions.put(cursor, head);
      return cursor;
    } finally {
      lock.unlock();
    }
  }

  /** Adds the newest batch; false when the ring is closed. */
  boolean append(DataBatch batch) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      batches.addLast(batch);
      head++;
      if (batches.size() > capacity) {
        batches.removeFirst();
      }
      releasePassedLocked();
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more batches; cursors come to their end behind the last one. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Number of batches held. */
  int size() {
    lock.lock();
    try {
      return batches.size();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private long tailLocked() {
    return head - batches.size();
  }

  @GuardedBy("lock")
  private long positionLocked(Cursor cursor) {
    return positions.getOrDefault(cursor, head);
  }

  @GuardedBy("lock")
  private void passLocked(Cursor cursor, long position) {
    positions.put(cursor, position);
    releasePassedLocked();
  }

  /** Waits until a batch stands behind the cursor; false when none will come any more. */
  @GuardedBy("lock")
  private boolean awaitLocked(Cursor cursor) throws InterruptedException {
    while (positionLocked(cursor) == head) {
      if (closed) {
        return false;
      }
      // No deadline: an idle sink waits as long as there is no tick. Closing ends it.
      changed.await();
    }
    return true;
  }

  @GuardedBy("lock")
  private Taken takeLocked(Cursor cursor) {
    long position = positionLocked(cursor);
    long next = Math.max(position, tailLocked());
    DataBatch batch = batches.stream().skip(next - tailLocked()).findFirst().orElseThrow();
    passLocked(cursor, next + 1);
    return new Taken(batch, next - position);
  }

  @GuardedBy("lock")
  private void releasePassedLocked() {
    long first = head;
    for (long position : positions.values()) {
      first = Math.min(first, position);
    }
    while (tailLocked() < first) {
      batches.removeFirst();
    }
  }

  /**
   * A batch, and how many before it were lost since the last one taken.
   *
   * @param lost batches that left the ring before the cursor came to them
   */
  record Taken(DataBatch batch, long lost) {}

  /** One reader's place in the ring. Used by one thread, except for {@link #lag}. */
  final class Cursor {
    private Cursor() {}

    /** Waits for the next batch and passes it; empty when the ring is closed and read out. */
    Optional<Taken> take() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        return awaitLocked(this) ? Optional.of(takeLocked(this)) : Optional.empty();
      } finally {
        lock.unlock();
      }
    }

    /** Number of batches still to be taken, lost ones not counted. */
    int lag() {
      lock.lock();
      try {
        return (int) (head - Math.max(positionLocked(this), tailLocked()));
      } finally {
        lock.unlock();
      }
    }

    /** Passes everything unread; how many batches that were, those lost before included. */
    long abandon() {
      lock.lock();
      try {
        long unread = head - positionLocked(this);
        passLocked(this, head);
        return unread;
      } finally {
        lock.unlock();
      }
    }
  }
}
