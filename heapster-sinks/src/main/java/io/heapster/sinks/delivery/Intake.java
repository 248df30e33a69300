package io.heapster.sinks.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.model.DataBatch;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings batches through the journal into the ring, on a thread of its own, and looks after the
 * journal in between. When so many batches wait that the disk must be hanging, they go into the
 * ring without it, until it answers. Without a journal they go there at once.
 */
final class Intake {
  /** How often the journal is looked after; appended batches are synced within this. */
  private static final Duration ROUND = Duration.ofMillis(500);

  private final int capacity;
  private final BatchLog journal;
  private final BatchRing ring;
  private final JournalHealth health;
  private final Runnable housekeeping;
  private final TimeSource time;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<Numbered> waiting = new ArrayDeque<>();

  /** With the journal right now, and not yet in the ring. */
  @GuardedBy("lock")
  private @Nullable Numbered writing;

  @GuardedBy("lock")
  private long next;

  @GuardedBy("lock")
  private boolean isHung;

  @GuardedBy("lock")
  private boolean isClosed;

  private long tended;

  private record Numbered(long sequence, DataBatch batch) {}

  /**
   * @param capacity how many batches may wait for the journal, the one with it included
   * @param housekeeping what else there is to do about once a second, between batches
   */
  Intake(
      int capacity,
      BatchLog journal,
      BatchRing ring,
      JournalHealth health,
      Runnable housekeeping,
      TimeSource time) {
    this.capacity = capacity;
    this.journal = journal;
    this.ring = ring;
    this.health = health;
    this.housekeeping = housekeeping;
    this.time = time;
    this.next = ring.head();
    this.tended = time.elapsedNanos();
    this.thread = new Thread(this::run, "journal");
    // A disk that hangs must not keep the process from ending.
    this.thread.setDaemon(true);
  }

  /** Begins to write; harmless when repeated. */
  void start() {
    if (journal.isDurable() && thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /** Takes a batch; false when closed. Never waits for the disk. */
  boolean accept(DataBatch batch) {
    lock.lock();
    try {
      if (isClosed) {
        return false;
      }
      if (!journal.isDurable()) {
        ring.publish(next++, batch, Loss.LAGGED);
        return true;
      }
      waiting.addLast(new Numbered(next++, batch));
      // As many as the ring holds, so that none has to leave it for the others.
      isHung |= waiting.size() + (writing == null ? 0 : 1) >= capacity;
      if (isHung) {
        bypassLocked();
      }
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what waits is still written, then the ring is sealed. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
      if (!journal.isDurable()) {
        ring.seal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the thread came to its end. */
  boolean join(Duration within) throws InterruptedException {
    return thread.getState() == Thread.State.NEW || thread.join(within);
  }

  /** Waits for the thread's end, which {@link #close} brings, unless the disk hangs. */
  void join() throws InterruptedException {
    thread.join();
  }

  /** The disk does not answer: whatever was accepted goes into the ring as it is. */
  void giveUpWriting() {
    lock.lock();
    try {
      isHung = true;
      bypassLocked();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void bypassLocked() {
    long passed = waiting.size();
    Numbered first = writing;
    if (first != null) {
      writing = null;
      waiting.addFirst(first);
      passed++;
    }
    for (Numbered each : waiting) {
      ring.publish(each.sequence(), each.batch(), Loss.UNDURABLE);
    }
    waiting.clear();
    if (passed > 0) {
      health.failed(JournalFailure.HUNG, passed, null);
    }
  }

  private void run() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        Numbered batch = take();
        goesOn = batch != null || !isEnded();
        round(batch);
      }
    } catch (InterruptedException _) {
      // Nobody but a machine that is going down does this.
      Thread.currentThread().interrupt();
    } finally {
      ring.seal();
    }
  }

  /** Whatever goes wrong, the thread stays: without it nothing would reach any sink. */
  private void round(@Nullable Numbered batch) {
    try {
      if (batch != null) {
        write(batch);
      }
      if (batch == null || time.elapsedNanos() - tended >= ROUND.toNanos() / 2) {
        tended = time.elapsedNanos();
        tend();
        health.roundDone();
      }
    } catch (RuntimeException | Error e) {
      health.roundFailed(e);
    }
  }

  private boolean isEnded() {
    lock.lock();
    try {
      return isClosed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** The next batch to be written; null when none came for a round. */
  private @Nullable Numbered take() throws InterruptedException {
    lock.lock();
    try {
      // It answers, whatever it was that it hung in.
      isHung = false;
      long left = ROUND.toNanos();
      while (waiting.isEmpty() && !isClosed && left > 0) {
        left = changed.awaitNanos(left);
      }
      writing = waiting.poll();
      return writing;
    } finally {
      lock.unlock();
    }
  }

  private void write(Numbered batch) {
    long begun = time.elapsedNanos();
    Throwable failure = append(batch);
    lock.lock();
    try {
      boolean isPublished = writing == null;
      writing = null;
      if (!isPublished) {
        ring.publish(batch.sequence(), batch.batch(), failure == null ? null : Loss.UNDURABLE);
      } else if (failure == null) {
        ring.becameDurable(batch.sequence());
      }
    } finally {
      lock.unlock();
    }
    if (failure == null) {
      health.appended(time.elapsedNanos() - begun);
    } else {
      health.failed(JournalFailure.of(failure), 1, failure);
    }
  }

  private @Nullable Throwable append(Numbered batch) {
    try {
      journal.append(batch.sequence(), batch.batch());
      return null;
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it is: without this thread nothing would reach any sink.
      return e;
    }
  }

  private void tend() {
    try {
      journal.sync();
      health.synced();
    } catch (IOException e) {
      health.syncFailed(e);
    }
    housekeeping.run();
  }
}
