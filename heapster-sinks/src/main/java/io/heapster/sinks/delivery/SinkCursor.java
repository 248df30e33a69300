package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.sinks.journal.CursorOrder;
import io.heapster.sinks.journal.CursorState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** One sink's place among the batches. Thread-safe; only the sink's worker moves it. */
final class SinkCursor {
  private final String name;

  /** Touched under the ring's lock only. */
  private final Place place;

  private final BatchRing ring;

  SinkCursor(String name, Place place, BatchRing ring) {
    this.name = name;
    this.place = place;
    this.ring = ring;
  }

  String name() {
    return name;
  }

  /** Waits until there is something to do: a batch to try, or the end. */
  Move await(LaneSchedule schedule) throws InterruptedException {
    return ring.await(place, schedule);
  }

  /** Whether the end has come, or is about to. */
  boolean isClosing() {
    return ring.isClosing();
  }

  /** A batch that is still in memory. */
  Optional<DataBatch> recent(long sequence) {
    return ring.recent(sequence);
  }

  /** When the oldest batch in memory from a sequence on was made. */
  Optional<Instant> timestampFrom(long sequence) {
    return ring.timestampFrom(sequence);
  }

  /** The sink has the batch that {@link #await} gave. */
  void delivered() {
    var _ =
        ask(here -> {
          here.delivered();
          return true;
        });
  }

  /** The batch that {@link #await} gave comes no more: it is lost. */
  void giveUp(Loss loss) {
    var _ =
        ask(here -> {
          here.giveUp(loss);
          return true;
        });
  }

  /**
   * The batch that {@link #await} gave cannot be had.
   *
   * @param otherwise why, unless that was told before
   */
  void missing(Loss otherwise) {
    var _ =
        ask(here -> {
          here.missing(otherwise);
          return true;
        });
  }

  /** The batch that {@link #await} gave is to come again, if it can still be had. */
  void putBack() {
    var _ =
        ask(here -> {
          here.putBack();
          return true;
        });
  }

  CursorState state() {
    return ask(Place::state);
  }

  /** What was lost since the last call, if anything. */
  Optional<Place.Lost> takeLost() {
    return ask(Place::takeLost);
  }

  /** Carries out an order. */
  CursorOrder.Applied order(Function<CursorState, CursorOrder.Applied> order) {
    CursorOrder.Applied applied = ask(here -> here.order(order));
    ring.wake();
    return applied;
  }

  /** Number of batches still to be taken. */
  long lag() {
    long newest = ring.head();
    return ask(here -> here.state().pendingCount(newest));
  }

  OptionalLong oldestPending() {
    long newest = ring.head();
    return ask(here -> here.state().oldestPending(newest));
  }

  /** Gives up what is nowhere but in memory; how many batches that were. */
  long abandon() {
    return ring.abandon(place);
  }

  private <T> T ask(Function<Place, T> question) {
    return ring.ask(place, question);
  }
}
