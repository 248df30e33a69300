package io.heapster.sinks.rows;

import java.io.IOException;

/**
 * Sends rows to the far end and understands its answer. Thread-safe where the sink's concurrency is
 * more than one. Each call has a limit of time; past it the thread is interrupted.
 */
public interface RowSender extends AutoCloseable {

  /**
   * Sends rows in one request, or however the protocol does it.
   *
   * @throws io.heapster.core.pipeline.SinkHeldException when somebody must act first
   * @throws io.heapster.core.pipeline.RetryLaterException when the far end asked for patience
   * @throws IOException when it is to be tried again; what was taken already may be sent twice
   */
  SendResult send(Rows rows) throws IOException, InterruptedException;

  /** Ends connections; may be called more than once. */
  @Override
  default void close() {}
}
