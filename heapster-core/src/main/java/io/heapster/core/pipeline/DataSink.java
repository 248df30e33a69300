package io.heapster.core.pipeline;

import io.heapster.core.model.DataBatch;
import java.io.IOException;

/**
 * Where finished batches go. Called by its own worker only, one batch at a time, in order of time;
 * may block up to the worker's time limit, past which it is interrupted.
 */
public interface DataSink extends AutoCloseable {

  /** Name in logs and in {@code /metrics}. */
  String name();

  /**
   * Writes one batch. The batch stays valid for as long as it is referenced.
   *
   * @throws IOException when the far end did not take it; the delivery decides what happens next
   */
  void export(DataBatch batch) throws IOException, InterruptedException;

  /** Ends what the sink holds open; may be called without any export and more than once. */
  @Override
  default void close() {}
}
