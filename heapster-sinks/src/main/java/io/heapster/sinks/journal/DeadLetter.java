package io.heapster.sinks.journal;

import java.time.Instant;

/**
 * One row that a sink refused for good.
 *
 * @param at when it was refused
 * @param batch timestamp of the batch that the row comes from
 * @param reason as the sink gave it
 * @param row in the sink's wire form
 */
public record DeadLetter(Instant at, Instant batch, String sink, String reason, byte[] row) {
  public DeadLetter {
    row = row.clone();
  }

  /** A copy. */
  @Override
  public byte[] row() {
    return row.clone();
  }
}
