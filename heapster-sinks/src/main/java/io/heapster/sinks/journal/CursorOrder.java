package io.heapster.sinks.journal;

import java.time.Instant;

/** What an operator wants done to the cursor of one sink. */
public sealed interface CursorOrder {

  String sink();

  /**
   * Deliver again what was delivered, or given up.
   *
   * @param from oldest timestamp, inclusive
   * @param to exclusive
   */
  record Replay(String sink, Instant from, Instant to) implements CursorOrder {
    public Replay {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException(
            "replay from " + from + " to " + to + ": the end must be later than the start");
      }
    }
  }

  /** Give up what waits and is older than an instant. */
  record DropBefore(String sink, Instant before) implements CursorOrder {}

  /** Give up everything that waits. */
  record DropAll(String sink) implements CursorOrder {}

  /**
   * What came of an order.
   *
   * @param state the cursor now
   * @param again sequences that wait now and did not before
   * @param dropped sequences that do not wait any more
   */
  record Applied(CursorState state, long again, long dropped) {}
}
