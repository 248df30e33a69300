package io.heapster.sinks.delivery;

import io.heapster.sinks.journal.CursorOrder;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.SequenceRange;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sink's cursor in motion: what waits, what is with the sink right now, what was lost. Used by
 * one thread at a time.
 */
final class Place {
  private static final long NONE = -1;

  /** Whoever gives up a batch for its own sake says so. */
  private static final Set<Loss> SAID_ELSEWHERE = Set.of(Loss.REFUSED, Loss.FAILED, Loss.CLOSED);

  private final SinkTelemetry telemetry;
  private CursorState state;

  /** With the sink right now; nobody takes it away meanwhile. */
  private long inFlight = NONE;

  /** What becomes of the batch in flight should it come back. */
  private @Nullable Loss inFlightLoss;

  private long untold;
  private @Nullable Loss untoldLoss;

  /** Batches lost, and why the first of them was. */
  record Lost(long batches, Loss loss) {}

  Place(CursorState state, SinkTelemetry telemetry) {
    this.state = state;
    this.telemetry = telemetry;
  }

  CursorState state() {
    return state;
  }

  /** Carries out an order. */
  CursorOrder.Applied order(Function<CursorState, CursorOrder.Applied> order) {
    CursorOrder.Applied applied = order.apply(state);
    state = applied.state();
    telemetry.lost(Loss.ORDERED, applied.dropped());
    return applied;
  }

  /** The batch goes to the sink; a fresh one overtakes all that wait: they are the backlog now. */
  void begin(long sequence) {
    state = state.skipTo(Math.max(state.next(), sequence));
    inFlight = sequence;
    inFlightLoss = null;
  }

  /** The sink has the batch in flight. */
  void delivered() {
    state = state.delivered(inFlight);
    land();
  }

  /** The batch in flight comes no more, and is lost for this reason. */
  void giveUp(Loss loss) {
    long sequence = land();
    lose(sequence, loss);
  }

  /**
   * The batch in flight cannot be had.
   *
   * @param otherwise why, unless that was told while it was in flight
   */
  void missing(Loss otherwise) {
    Loss told = inFlightLoss;
    giveUp(told == null ? otherwise : told);
  }

  /** The sink does not have the batch in flight. */
  void putBack() {
    Loss loss = inFlightLoss;
    long sequence = land();
    if (loss != null) {
      lose(sequence, loss);
    }
  }

  /** A batch cannot be had any more; no loss for a sink that does not wait for it. */
  void lose(long sequence, Loss loss) {
    if (state.isPending(sequence)) {
      lose(new SequenceRange(sequence, sequence + 1), loss);
    }
  }

  /**
   * Batches cannot be had any more.
   *
   * @param range all published
   */
  void lose(SequenceRange range, Loss loss) {
    if (!range.contains(inFlight)) {
      drop(range, loss);
      return;
    }
    inFlightLoss = loss;
    if (range.from() < inFlight) {
      drop(new SequenceRange(range.from(), inFlight), loss);
    }
    if (inFlight + 1 < range.to()) {
      drop(new SequenceRange(inFlight + 1, range.to()), loss);
    }
  }

  /** What was lost since the last call, if anything. */
  Optional<Lost> takeLost() {
    Loss loss = untoldLoss;
    long batches = untold;
    untold = 0;
    untoldLoss = null;
    return loss == null ? Optional.empty() : Optional.of(new Lost(batches, loss));
  }

  private void drop(SequenceRange range, Loss loss) {
    CursorState.Dropped dropped = state.drop(range);
    state = dropped.state();
    if (dropped.lost() == 0) {
      return;
    }
    telemetry.lost(loss, dropped.lost());
    if (!SAID_ELSEWHERE.contains(loss)) {
      untold += dropped.lost();
      untoldLoss = untoldLoss == null ? loss : untoldLoss;
    }
  }

  private long land() {
    long landed = inFlight;
    inFlight = NONE;
    inFlightLoss = null;
    return landed;
  }
}
