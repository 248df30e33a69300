package io.heapster.core.pipeline;

import io.heapster.core.model.DataBatch;
import java.io.IOException;

/**
 * Where finished batches go. Called by its own worker only, one batch at a time; within a lane in
 * order of time, and again with the same batch after a failure. May block for as long as the far
 * end makes progress; each call to the far end has a limit of its own. Obeys an interrupt.
 */
public interface DataSink extends AutoCloseable {

  /** Name in logs, in {@code /metrics} and of the cursor; no other sink's. */
  String name();

  /**
   * Writes one batch. The batch stays valid for as long as it is referenced.
   *
   * @throws SinkHeldException when somebody must act before anything gets through
   * @throws BatchRefusedException when this batch will never be taken
   * @throws RetryLaterException when the far end asked to be left alone for a while
   * @throws IOException when the far end did not take it: it is tried again
   */
  void export(DataBatch batch, Lane lane) throws IOException, InterruptedException;

  /** Ends what the sink holds open; may be called without any export and more than once. */
  @Override
  default void close() {}
}
