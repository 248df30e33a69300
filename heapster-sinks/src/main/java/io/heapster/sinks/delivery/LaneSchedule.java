package io.heapster.sinks.delivery;

import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.journal.CursorState;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Which batch a sink gets next, and when. The newest batch always goes first; what it overtook is
 * the backlog, sent in between, oldest first, evenly spread. While the newest fails the backlog
 * waits. Used by one thread at a time.
 *
 * <p>Times are elapsed nanoseconds, of which only differences mean anything.
 */
final class LaneSchedule {
  private final Backoff freshBackoff;
  private final Backoff backlogBackoff;
  private final long backlogDistance;
  private boolean isFreshFailing;
  private boolean isBacklogFailing;
  private long freshAt;
  private long backlogAt;
  private long paceAt;

  LaneSchedule(Duration backlogDistance, RandomGenerator chance, long now) {
    this.freshBackoff = new Backoff(chance);
    this.backlogBackoff = new Backoff(chance);
    this.backlogDistance = backlogDistance.toNanos();
    this.freshAt = now;
    this.backlogAt = now;
    this.paceAt = now;
  }

  /**
   * @param head one more than the newest batch's sequence
   */
  Move next(CursorState state, long head, long now) {
    if (state.next() < head) {
      return at(freshAt, now, new Move.Try(head - 1, Lane.FRESH));
    }
    if (state.backlog().isEmpty()) {
      return new Move.Idle();
    }
    long at = later(later(backlogAt, freshAt, now), paceAt, now);
    return at(at, now, new Move.Try(state.backlog().getFirst().from(), Lane.BACKLOG));
  }

  /** The same when there is no time to lose: at full pace, and nothing that is failing. */
  Move last(CursorState state, long head) {
    if (state.next() < head) {
      return isFreshFailing ? new Move.End() : new Move.Try(head - 1, Lane.FRESH);
    }
    if (state.backlog().isEmpty()) {
      return new Move.Idle();
    }
    return isFreshFailing || isBacklogFailing
        ? new Move.End()
        : new Move.Try(state.backlog().getFirst().from(), Lane.BACKLOG);
  }

  /** A batch is about to be given to the sink. */
  void begun(Lane lane, long now) {
    if (lane == Lane.BACKLOG) {
      paceAt = now + backlogDistance;
    }
  }

  /** The far end works, whether it liked the batch or not. */
  void worked(Lane lane, long now) {
    freshBackoff.reset();
    freshAt = now;
    if (lane == Lane.BACKLOG || isFreshFailing) {
      backlogBackoff.reset();
      backlogAt = now;
      isBacklogFailing = false;
    }
    isFreshFailing = false;
  }

  /**
   * The batch did not get through; a newer one may, unless it was this batch's lane that failed.
   */
  void failed(Lane lane, long now) {
    switch (lane) {
      case FRESH -> {
        isFreshFailing = true;
        freshAt = now + freshBackoff.failed(Backoff.CAP, Duration.ZERO);
      }
      case BACKLOG -> {
        isBacklogFailing = true;
        backlogAt = now + backlogBackoff.failed(Backoff.CAP, Duration.ZERO);
      }
    }
  }

  /** Nothing gets through for now, on either lane. */
  void putOff(Duration wish, long now) {
    hold(Backoff.CAP, wish, now);
  }

  /** Nothing gets through until somebody acts. */
  void held(long now) {
    hold(Backoff.HELD_CAP, Duration.ZERO, now);
  }

  private void hold(Duration cap, Duration wish, long now) {
    isFreshFailing = true;
    freshAt = now + freshBackoff.failed(cap, wish);
    backlogAt = freshAt;
  }

  private static Move at(long time, long now, Move.Try move) {
    return time - now > 0 ? new Move.Wait(time - now) : move;
  }

  private static long later(long one, long other, long now) {
    return one - now >= other - now ? one : other;
  }
}
