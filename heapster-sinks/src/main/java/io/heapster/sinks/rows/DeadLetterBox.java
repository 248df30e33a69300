package io.heapster.sinks.rows;

import java.time.Instant;

/** Where rows end that the far end refuses for good. Thread-safe; never throws. */
public interface DeadLetterBox {

  /** Counts only: for a daemon without a data directory. */
  DeadLetterBox NONE = (_, _, _) -> {};

  /**
   * Keeps a row.
   *
   * @param batch timestamp of the row's batch
   * @param reason as the far end said it
   */
  void add(Instant batch, String reason, byte[] row);
}
