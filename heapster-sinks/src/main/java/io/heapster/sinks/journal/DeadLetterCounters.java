package io.heapster.sinks.journal;

import com.codahale.metrics.Counter;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;

/**
 * What became of a sink's dead letters since the start.
 *
 * @param kept written
 * @param evicted written, now or by an earlier process, and gone again because files are bounded
 * @param failed not written, because that failed
 */
record DeadLetterCounters(Counter kept, Counter evicted, Counter failed) {
  DeadLetterCounters(Telemetry telemetry, String sink) {
    this(
        telemetry.counter(SelfMetric.SINK_DEAD_LETTERS, sink, "kept"),
        telemetry.counter(SelfMetric.SINK_DEAD_LETTERS, sink, "evicted"),
        telemetry.counter(SelfMetric.SINK_DEAD_LETTERS, sink, "failed"));
  }
}
