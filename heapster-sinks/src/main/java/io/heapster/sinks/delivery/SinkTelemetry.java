package io.heapster.sinks.delivery;

import com.codahale.metrics.Timer;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.util.function.Supplier;

/** One sink's own metrics; all are there from the start, so that a zero can be seen. */
final class SinkTelemetry {
  private static final String DELIVERED = "delivered";

  private final Telemetry telemetry;
  private final String name;
  private final Timer duration;

  /**
   * @param lag in batches; asked whenever somebody looks
   */
  SinkTelemetry(Telemetry telemetry, String name, Supplier<Integer> lag) {
    this.telemetry = telemetry;
    this.name = name;
    this.duration = telemetry.timer(SelfMetric.SINK_DURATION, name);
    result(DELIVERED, 0);
    result(Loss.FAILED.reason(), 0);
    for (Loss loss : Loss.values()) {
      dropped(loss, 0);
    }
    telemetry.gauge(SelfMetric.SINK_LAG, lag, name);
  }

  /** The time of every export, whatever its result. */
  Timer duration() {
    return duration;
  }

  void delivered() {
    result(DELIVERED, 1);
  }

  /** The sink was given a batch in vain. */
  void refused(Loss loss) {
    result(loss.reason(), 1);
    dropped(loss, 1);
  }

  /** The sink was not given some batches. */
  void dropped(Loss loss, long batches) {
    telemetry.counter(SelfMetric.SINK_DROPPED, name, loss.reason()).inc(batches);
  }

  private void result(String result, long batches) {
    telemetry.counter(SelfMetric.SINK_BATCHES, name, result).inc(batches);
  }
}
