package io.heapster.sources.kubelet;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.util.concurrent.TimeUnit;

/** Counts answers as the event loops decode them. Thread-safe. */
final class ScrapeMeters {
  private final Timer duration;
  private final Counter bytes;

  ScrapeMeters(Telemetry telemetry) {
    this.duration = telemetry.timer(SelfMetric.SCRAPE_DURATION);
    this.bytes = telemetry.counter(SelfMetric.SCRAPE_BYTES);
  }

  /**
   * Counts one decoded answer.
   *
   * @param nanos from the first request to the node to here
   */
  void answered(int answerBytes, long nanos) {
    bytes.inc(answerBytes);
    duration.update(nanos, TimeUnit.NANOSECONDS);
  }
}
