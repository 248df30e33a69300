package io.heapster.core.pipeline;

import io.heapster.core.model.DataBatch;

/**
 * Who is given each finished batch: the in-memory store, the sinks' delivery. Called on the tick
 * thread; must return at once and must not throw.
 */
public interface BatchReceiver {
  void accept(DataBatch batch);
}
