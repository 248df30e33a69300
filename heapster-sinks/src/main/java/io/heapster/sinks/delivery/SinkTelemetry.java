package io.heapster.sinks.delivery;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One sink's own metrics; all are there from the start, so that a zero shows. Thread-safe. */
final class SinkTelemetry {
  private final Counter delivered;
  private final Counter retried;
  private final Counter refused;
  private final Counter failed;
  private final Map<Loss, Counter> dropped = new EnumMap<>(Loss.class);
  private final Timer duration;
  private volatile boolean isUp = true;

  SinkTelemetry(Telemetry telemetry, String name) {
    this.delivered = telemetry.counter(SelfMetric.SINK_BATCHES, name, "delivered");
    this.retried = telemetry.counter(SelfMetric.SINK_BATCHES, name, "retried");
    this.refused = telemetry.counter(SelfMetric.SINK_BATCHES, name, "refused");
    this.failed = telemetry.counter(SelfMetric.SINK_BATCHES, name, "failed");
    for (Loss loss : Loss.values()) {
      dropped.put(loss, telemetry.counter(SelfMetric.SINK_DROPPED, name, loss.reason()));
    }
    this.duration = telemetry.timer(SelfMetric.SINK_DURATION, name);
    telemetry.gauge(SelfMetric.SINK_UP, () -> isUp ? 1 : 0, name);
  }

  /** An export ended, whatever came of it. */
  void took(long nanos) {
    duration.update(nanos, TimeUnit.NANOSECONDS);
  }

  void delivered() {
    delivered.inc();
    isUp = true;
  }

  /** The batch stays and will be tried again. */
  void retried() {
    retried.inc();
    isUp = false;
  }

  /** The sink broke on the batch once too often. */
  void failed() {
    failed.inc();
    isUp = false;
  }

  /** The far end works, and does not want the batch. */
  void refused() {
    refused.inc();
    isUp = true;
  }

  void lost(Loss loss, long batches) {
    Counter counter = dropped.get(loss);
    if (counter != null) {
      counter.inc(batches);
    }
  }
}
