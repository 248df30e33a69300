package io.heapster.sinks.delivery;

import io.heapster.core.pipeline.Lane;

/** What a sink's worker is to do now. */
sealed interface Move {

  /** Give the sink this batch. */
  record Try(long sequence, Lane lane) implements Move {}

  /** Nothing may be tried yet. */
  record Wait(long nanos) implements Move {}

  /** Nothing is there. */
  record Idle() implements Move {}

  /** The delivery is closing, and the sink does not get any more. */
  record End() implements Move {}
}
