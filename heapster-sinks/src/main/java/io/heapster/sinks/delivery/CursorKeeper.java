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
  private final Set<SinkCursor> dirty = new LinkedHashSet<>();

  /** Number of stores asked for, and of those done. */
  @GuardedBy("lock")
  private long asked;

  @GuardedBy("lock")
  private long done;

  @GuardedBy("lock")
  private boolean isHung;

  @GuardedBy("lock")
  private boolean isClosed;

  /** Not on disk as they are; they are tried again. */
  @GuardedBy("lock")
  private final Set<SinkCursor> failing = new LinkedHashSet<>();

  /** Something was stored, or failed to be, since the last look at the disk. */
  @GuardedBy("lock")
  private boolean isUnsynced;

  /** Elapsed nanoseconds of the last look at the disk. */
  @GuardedBy("lock")
  private long synced;

  /** Told in the log; for the thread alone. */
  private boolean isSyncFailing;

  /** What is to be done in one go. */
  private record Round(List<SinkCursor> cursors, long upTo, boolean isSync, boolean isLast) {}

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

  /** Has a cursor stored soon; a ticket to ask for it. */
  long mark(SinkCursor cursor) {
    lock.lock();
    try {
      return markLocked(cursor);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the cursor is on disk as it was when it was marked, or later. */
  boolean isStored(SinkCursor cursor, long ticket) {
    lock.lock();
    try {
      return done >= ticket && !failing.contains(cursor);
    } finally {
      lock.unlock();
    }
  }

  /** Has a cursor stored, and waits for it within reason. */
  void keep(SinkCursor cursor) throws InterruptedException {
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

  /** Nothing is marked any more: the thread stores what is left and ends. */
  void seal() {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the thread's end, which {@link #seal} brings, unless the disk hangs. */
  void join() throws InterruptedException {
    thread.join();
  }

  /** Has the thread look at the clock again. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private long markLocked(SinkCursor cursor) {
    dirty.add(cursor);
    changed.signalAll();
    return ++asked;
  }

  private void run() {
    try {
      boolean isLast = false;
      while (!isLast) {
        Round round = next();
        round.cursors().forEach(this::store);
        // Before the disk is forced, which may take its time.
        finished(round.upTo());
        if (round.isSync()) {
          sync();
        }
        isLast = round.isLast();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until there is something to do. */
  private Round next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (dirty.isEmpty() && !isClosed && !isDueLocked()) {
        if (isUnsynced) {
          long _ = changed.awaitNanos(UNSYNCED.toNanos() - sinceSyncLocked());
        } else {
          // No deadline: nothing is to be stored. A delivery or the end will be.
          changed.await();
        }
      }
      boolean isSync = isClosed || isDueLocked();
      var cursors = new LinkedHashSet<>(dirty);
      dirty.clear();
      if (isSync) {
        cursors.addAll(failing);
        synced = time.elapsedNanos();
      }
      isUnsynced = !isSync || !failing.isEmpty();
      return new Round(List.copyOf(cursors), asked, isSync, isClosed);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean isDueLocked() {
    return isUnsynced && sinceSyncLocked() >= UNSYNCED.toNanos();
  }

  @GuardedBy("lock")
  private long sinceSyncLocked() {
    return time.elapsedNanos() - synced;
  }

  private void finished(long upTo) {
    lock.lock();
    try {
      done = upTo;
      if (isHung) {
        isHung = false;
        log.info("cursors: the disk answers again");
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void store(SinkCursor cursor) {
    try {
      journal.store(cursor.name(), cursor.state());
      if (stored(cursor)) {
        log.info("sink {}: its cursor is stored again", cursor.name());
      }
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it is: without this thread no cursor would be stored.
      if (notStored(cursor)) {
        log.warn(
            "sink {}: its cursor cannot be stored; after a crash it would get some batches twice",
            cursor.name(),
            e);
      }
    }
  }

  /** Whether it could not be stored before. */
  private boolean stored(SinkCursor cursor) {
    lock.lock();
    try {
      return failing.remove(cursor);
    } finally {
      lock.unlock();
    }
  }

  /** Whether it could be stored before. */
  private boolean notStored(SinkCursor cursor) {
    lock.lock();
    try {
      isUnsynced = true;
      return failing.add(cursor);
    } finally {
      lock.unlock();
    }
  }

  private void sync() {
    try {
      journal.syncCursors();
      if (isSyncFailing) {
        isSyncFailing = false;
        log.info("cursors: forced to the disk again");
      }
    } catch (IOException | RuntimeException | Error e) {
      notSynced();
      if (!isSyncFailing) {
        isSyncFailing = true;
        log.warn("cursors: cannot be forced to the disk; a power failure may cost more", e);
      }
    }
  }

  private void notSynced() {
    lock.lock();
    try {
      isUnsynced = true;
    } finally {
      lock.unlock();
    }
  }
}
