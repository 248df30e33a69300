package io.heapster.sinks.rows;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;

/** One sink's own metrics about its rows and calls; there from the start, so that a zero shows. */
final class RowCounts {
  final Counter delivered;
  final Counter deadLetters;
  final Counter dropped;
  final Counter bytes;
  final Counter callsAccepted;
  final Counter callsRefused;
  final Counter callsFailed;
  final Timer callDuration;

  RowCounts(Telemetry telemetry, String sink) {
    delivered = telemetry.counter(SelfMetric.SINK_ROWS, sink, "delivered");
    deadLetters = telemetry.counter(SelfMetric.SINK_ROWS, sink, "dead_letter");
    dropped = telemetry.counter(SelfMetric.SINK_ROWS, sink, "dropped");
    bytes = telemetry.counter(SelfMetric.SINK_BYTES, sink);
    callsAccepted = telemetry.counter(SelfMetric.SINK_CALLS, sink, "accepted");
    callsRefused = telemetry.counter(SelfMetric.SINK_CALLS, sink, "refused");
    callsFailed = telemetry.counter(SelfMetric.SINK_CALLS, sink, "failed");
    callDuration = telemetry.timer(SelfMetric.SINK_CALL_DURATION, sink);
  }
}
