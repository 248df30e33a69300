package io.heapster.sinks.delivery;

import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.SequenceRange;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Which batch a sink gets next, and when. The newest batch always goes first; what it overtook is
 * the backlog, sent in between, oldest first, evenly spread. While the newest fails the backlog
 * waits. What was there at the start is backlog, too; its newest goes first, to see whether the
 * sink works. Where the backlog fails again and again, it goes on behind the batch that does not
 * get through, which has its turn again at the end. Used by one thread at a time.
 *
 * <p>Times are elapsed nanoseconds, of which only differences mean anything.
 */
final class LaneSchedule {
  /** So many failures in a row are the fault of the batch, as far as anybody can tell. */
  private static final int PATIENCE = 3;

  private static final long NONE = -1;

  private final Backoff freshBackoff;
  private final Backoff backlogBackoff;
  private final long backlogDistance;
  private boolean isFreshFailing;
  private boolean isBacklogFailing;
  private long freshAt;
  private long backlogAt;
  private long paceAt;

  /** Sent before all others of the backlog, once. */
  private long probe;

  /** On the backlog lane, in a row. */
  private int failures;

  /** The backlog goes on from here; what is below comes at its end. */
  private long passedBelow;

  /**
   * @param head one more than the newest batch's sequence
   */
  LaneSchedule(Duration backlogDistance, RandomGenerator chance, long head, long now) {
    this.probe = head - 1;
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
    return at(at, now, new Move.Try(late(state), Lane.BACKLOG));
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
        : new Move.Try(late(state), Lane.BACKLOG);
  }

  /** Which of the backlog comes next. */
  private long late(CursorState state) {
    if (probe != NONE && state.isPending(probe)) {
      return probe;
    }
    for (SequenceRange range : state.backlog()) {
      if (range.to() > passedBelow) {
        return Math.max(range.from(), passedBelow);
      }
    }
    return state.backlog().getFirst().from();
  }

  /** A batch is about to be given to the sink. */
  void begun(Move.Try attempt, long now) {
    if (attempt.lane() == Lane.BACKLOG) {
      paceAt = now + backlogDistance;
      if (attempt.sequence() < passedBelow) {
        // Through to the end: the passed ones have their turn.
        passedBelow = 0;
      }
    }
    probed(attempt);
  }

  private void probed(Move.Try attempt) {
    if (attempt.sequence() >= probe) {
      probe = NONE;
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
      failures = 0;
    }
    if (isFreshFailing) {
      // Nothing got through, so no batch was worse than the others.
      passedBelow = 0;
    }
    isFreshFailing = false;
  }

  /**
   * The batch did not get through; a newer one may, unless it was this batch's lane that failed.
   */
  void failed(Move.Try attempt, long now) {
    switch (attempt.lane()) {
      case FRESH -> {
        isFreshFailing = true;
        freshAt = now + freshBackoff.failed(Backoff.CAP, Duration.ZERO);
      }
      case BACKLOG -> backlogFailed(attempt, Backoff.CAP, now);
    }
  }

  /**
   * Nothing gets through for now.
   *
   * @param wish for how long both lanes are to be left alone; zero when nobody said so
   */
  void putOff(Move.Try attempt, Duration wish, long now) {
    if (attempt.lane() == Lane.BACKLOG) {
      backlogFailed(attempt, Backoff.CAP, now);
    }
    if (attempt.lane() == Lane.FRESH || wish.isPositive()) {
      hold(Backoff.CAP, wish, now);
    }
  }

  /** Nothing gets through until somebody acts; where an old batch is meant, a new one may. */
  void held(Move.Try attempt, long now) {
    switch (attempt.lane()) {
      case FRESH -> hold(Backoff.HELD_CAP, Duration.ZERO, now);
      case BACKLOG -> backlogFailed(attempt, Backoff.HELD_CAP, now);
    }
  }

  private void backlogFailed(Move.Try attempt, Duration cap, long now) {
    // Also where it could not even be read, so that it does not stand in the way of others.
    probed(attempt);
    isBacklogFailing = true;
    backlogAt = now + backlogBackoff.failed(cap, Duration.ZERO);
    failures++;
    if (failures >= PATIENCE) {
      passedBelow = attempt.sequence() + 1;
    }
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
