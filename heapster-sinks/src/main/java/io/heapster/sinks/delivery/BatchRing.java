package io.heapster.sinks.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.model.DataBatch;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.SequenceRange;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last batches in memory, numbered, and the place of every sink among them and those before.
 * Holds a batch until every cursor passed it, and no more than the capacity: then the oldest goes,
 * and where the journal does not have it, cursors that wait for it lose it. Thread-safe; only
 * {@link #await} ever waits.
 */
final class BatchRing {
  private final int capacity;
  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  @GuardedBy("lock")
  private final List<Place> places = new ArrayList<>();

  /** One more than the newest batch's sequence. */
  @GuardedBy("lock")
  private long head;

  /** No time is left for retries. */
  @GuardedBy("lock")
  private boolean isClosing;

  /** No batch will come any more. */
  @GuardedBy("lock")
  private boolean isSealed;

  /**
   * A batch in memory.
   *
   * @param lossWhenGone null when the journal has it, too
   */
  private record Entry(long sequence, DataBatch batch, @Nullable Loss lossWhenGone) {
    Entry withLoss(@Nullable Loss loss) {
      return new Entry(sequence, batch, loss);
    }
  }

  BatchRing(int capacity, long head, TimeSource time) {
    this.capacity = capacity;
    this.head = head;
    this.time = time;
  }

  /** A sink's place; all cursors are there before the first batch. */
  SinkCursor newCursor(String name, CursorState state, SinkTelemetry telemetry) {
    lock.lock();
    try {
      var place = new Place(state, telemetry);
      places.add(place);
      return new SinkCursor(name, place, this);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Shows sinks the newest batch.
   *
   * @param sequence {@link #head}
   * @param lossWhenGone null when the journal has it
   */
  void publish(long sequence, DataBatch batch, @Nullable Loss lossWhenGone) {
    lock.lock();
    try {
      head = sequence + 1;
      entries.addLast(new Entry(sequence, batch, lossWhenGone));
      if (entries.size() > capacity) {
        evictLocked(entries.removeFirst());
      }
      sweepLocked();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The journal has a batch after all that was published without. */
  void becameDurable(long sequence) {
    replaceLoss(new SequenceRange(sequence, sequence + 1), null);
  }

  /** The journal does not have these any more; sinks lose those that are not in memory. */
  void gone(Gone gone) {
    replaceLoss(gone.sequences(), gone.loss());
    lock.lock();
    try {
      long oldest = entries.isEmpty() ? head : entries.getFirst().sequence();
      long to = Math.min(gone.sequences().to(), oldest);
      if (gone.sequences().from() < to) {
        var range = new SequenceRange(gone.sequences().from(), to);
        for (Place place : places) {
          place.lose(range, gone.loss());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void replaceLoss(SequenceRange range, @Nullable Loss loss) {
    lock.lock();
    try {
      List<Entry> all = new ArrayList<>(entries);
      entries.clear();
      for (Entry entry : all) {
        entries.addLast(range.contains(entry.sequence()) ? entry.withLoss(loss) : entry);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Has everybody look at the clock again, and at their cursors. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** From now on each sink gets what waits for it without retries, and no longer than that. */
  void close() {
    lock.lock();
    try {
      isClosing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosing() {
    lock.lock();
    try {
      return isClosing;
    } finally {
      lock.unlock();
    }
  }

  /** No batch will be published any more. */
  void seal() {
    lock.lock();
    try {
      isSealed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long head() {
    lock.lock();
    try {
      return head;
    } finally {
      lock.unlock();
    }
  }

  /** No cursor waits for a sequence below. */
  long deliveredBelow() {
    lock.lock();
    try {
      long below = head;
      for (Place place : places) {
        below = Math.min(below, place.state().oldestPending(head).orElse(head));
      }
      return below;
    } finally {
      lock.unlock();
    }
  }

  /** Number of batches held. */
  int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void evictLocked(Entry entry) {
    Loss loss = entry.lossWhenGone();
    if (loss != null) {
      for (Place place : places) {
        place.lose(entry.sequence(), loss);
      }
    }
  }

  /** Nobody needs a batch that every sink has. */
  @GuardedBy("lock")
  private void sweepLocked() {
    while (!entries.isEmpty() && !isWantedLocked(entries.getFirst().sequence())) {
      entries.removeFirst();
    }
  }

  @GuardedBy("lock")
  private boolean isWantedLocked(long sequence) {
    for (Place place : places) {
      if (place.state().isPending(sequence)) {
        return true;
      }
    }
    return false;
  }

  /** Waits until there is something to do: a batch to try, or the end. */
  Move await(Place place, LaneSchedule schedule) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        switch (moveLocked(place, schedule)) {
          case Move.Try attempt -> {
            place.begin(attempt.sequence());
            return attempt;
          }
          case Move.Wait(long nanos) -> {
            long _ = changed.awaitNanos(nanos);
          }
          // No deadline: an idle sink waits as long as there is no tick. Closing ends it.
          case Move.Idle _ -> changed.await();
          case Move.End end -> {
            return end;
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Move moveLocked(Place place, LaneSchedule schedule) {
    if (!isClosing) {
      return schedule.next(place.state(), head, time.elapsedNanos());
    }
    Move move = schedule.last(place.state(), head);
    return move instanceof Move.Idle && isSealed ? new Move.End() : move;
  }

  /** A batch that is still in memory. */
  Optional<DataBatch> recent(long sequence) {
    return recentFrom(sequence).filter(entry -> entry.sequence() == sequence).map(Entry::batch);
  }

  /** When the oldest batch in memory from a sequence on was made. */
  Optional<Instant> timestampFrom(long sequence) {
    return recentFrom(sequence).map(entry -> entry.batch().timestamp());
  }

  private Optional<Entry> recentFrom(long sequence) {
    lock.lock();
    try {
      for (Entry entry : entries) {
        if (entry.sequence() >= sequence) {
          return Optional.of(entry);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up for a place what is nowhere but in memory; how many batches that were. */
  long abandon(Place place) {
    lock.lock();
    try {
      long before = place.state().pendingCount(head);
      for (Entry entry : entries) {
        if (entry.lossWhenGone() != null) {
          place.lose(entry.sequence(), Loss.CLOSED);
        }
      }
      place.putBack();
      return before - place.state().pendingCount(head);
    } finally {
      lock.unlock();
    }
  }

  /** Uses a place while nobody else does. */
  <T> T ask(Place place, Function<Place, T> question) {
    lock.lock();
    try {
      T answer = question.apply(place);
      sweepLocked();
      return answer;
    } finally {
      lock.unlock();
    }
  }
}
