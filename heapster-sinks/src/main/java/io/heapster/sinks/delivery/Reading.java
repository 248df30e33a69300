package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;

/** What the log holds under a sequence. */
sealed interface Reading {

  /** A batch, as good as new. */
  record Found(DataBatch batch) implements Reading {}

  /** None, and there never will be. */
  record Missing(Loss loss) implements Reading {}
}
