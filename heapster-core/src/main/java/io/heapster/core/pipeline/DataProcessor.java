package io.heapster.core.pipeline;

import io.heapster.core.model.DataBatch;

/**
 * One step from a raw to a finished batch. Called on the tick thread only, batch after batch in
 * order of time. No I/O, no threads; what it remembers between batches (a rate needs the sample
 * before) is private to it.
 */
public interface DataProcessor {

  /** Name in logs and in {@code /metrics}, e.g. {@code rate_calculator}. */
  String name();

  /** A batch derived from the given one, which stays as it is. */
  DataBatch process(DataBatch batch);
}
