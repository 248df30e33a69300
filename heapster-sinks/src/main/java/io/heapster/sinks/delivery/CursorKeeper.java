package io.heapster.sinks.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores cursors, on a thread of its own: workers wait until it is done, so that a crash repeats
 * one batch at most, but not longer than a moment: a disk that hangs does not stop a sink.
 * Thread-safe.
 */
final class CursorKeeper {
  private static final Logger log = LoggerFactory.getLogger(CursorKeeper.class);

  /** How long a worker waits for the disk. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How old a cursor may be after a power failure. */
  private static final Duration UNSYNCED = Duration.ofSeconds(5);

  private final BatchLog journal;
  private final TimeSource time;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final Set<BatchRing.Cursor> dirty = new LinkedHashSet<>();

  /** Number of stores asked for, and of those done. */
  @GuardedBy("lock")
  private long asked;

  @GuardedBy("lock")
  private long done;

  @GuardedBy("lock")
  private boolean isHung;

  @GuardedBy("lock")
  private boolean isClosed;

  private boolean isFailing;
  private long synced;

  CursorKeeper(BatchLog journal, TimeSource time) {
    this.journal = journal;
    this.time = time;
    this.synced = time.elapsedNanos();
    this.thread = new Thread(this::run, "cursors");
    this.thread.setDaemon(true);
  }

  /** Harmless when repeated. */
  void start() {
    if (journal.isDurable() && thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /** Has a cursor stored soon. */
  void mark(BatchRing.Cursor cursor) {
    lock.lock();
    try {
      markLocked(cursor);
    } finally {
      lock.unlock();
    }
  }

  /** Has a cursor stored, and waits for it within reason. */
  void keep(BatchRing.Cursor cursor) throws InterruptedException {
    if (!journal.isDurable()) {
      return;
    }
    lock.lock();
    try {
      long ticket = markLocked(cursor);
      long left = PATIENCE.toNanos();
      while (done < ticket && !isHung) {
        if (left <= 0) {
          isHung = true;
          log.warn("cursors: the disk does not answer; sinks go on without");
        } else {
          left = changed.awaitNanos(left);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stores what is left and ends; whether it did in time. */
  boolean close(Duration within) throws InterruptedException {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return thread.getState() == Thread.State.NEW || thread.join(within);
  }

  @GuardedBy("lock")
  private long markLocked(BatchRing.Cursor cursor) {
    dirty.add(cursor);
    changed.signalAll();
    return ++asked;
  }

  private void run() {
    try {
      boolean isLast = false;
      while (!isLast) {
        lock.lockInterruptibly();
        List<BatchRing.Cursor> cursors;
        long upTo;
        try {
          while (dirty.isEmpty() && !isClosed) {
            changed.await();
          }
          cursors = List.copyOf(dirty);
          dirty.clear();
          upTo = asked;
          isLast = isClosed;
        } finally {
          lock.unlock();
        }
        cursors.forEach(this::store);
        sync(isLast);
        finished(upTo);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void finished(long upTo) {
    lock.lock();
    try {
      done = upTo;
      isHung = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void store(BatchRing.Cursor cursor) {
    try {
      journal.store(cursor.name(), cursor.state());
      if (isFailing) {
        isFailing = false;
        log.info("cursors: stored again");
      }
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private void sync(boolean isLast) {
    if (isLast || time.elapsedNanos() - synced >= UNSYNCED.toNanos()) {
      synced = time.elapsedNanos();
      try {
        journal.syncCursors();
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  private void failed(Exception cause) {
    if (!isFailing) {
      isFailing = true;
      log.warn(
          "cursors: cannot be stored; after a crash sinks would get some batches twice", cause);
    }
  }
}
