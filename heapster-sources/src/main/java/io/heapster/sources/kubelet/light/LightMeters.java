package io.heapster.sources.kubelet.light;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.sources.kubelet.resource.LineFlaw;
import java.util.concurrent.TimeUnit;

/** Counts what the light lane does. Thread-safe. */
final class LightMeters {
  private final Telemetry telemetry;
  private final Timer duration;
  private final Counter scraped;

  LightMeters(Telemetry telemetry, RecentCoverage coverage) {
    this.telemetry = telemetry;
    this.duration = telemetry.timer(SelfMetric.LIGHT_SCRAPE_DURATION);
    this.scraped = telemetry.counter(SelfMetric.LIGHT_SCRAPES, "scraped");
    telemetry.gauge(SelfMetric.LIGHT_POINTS, () -> coverage.get().servedNodes(), "node");
    telemetry.gauge(SelfMetric.LIGHT_POINTS, () -> coverage.get().servedContainers(), "container");
    telemetry.gauge(SelfMetric.LIGHT_FULL_LANE, () -> coverage.get().fullLaneNodes());
  }

  /**
   * Counts an answer that was read.
   *
   * @param nanos from the request to here
   */
  void answered(Readings readings, long nanos) {
    scraped.inc();
    duration.update(nanos, TimeUnit.NANOSECONDS);
    for (LineFlaw flaw : LineFlaw.ALL) {
      int lines = readings.flawed(flaw);
      if (lines > 0) {
        telemetry.counter(SelfMetric.LIGHT_LINES_DROPPED, flaw.text()).inc(lines);
      }
    }
  }

  void failed(String outcome) {
    telemetry.counter(SelfMetric.LIGHT_SCRAPES, outcome).inc();
  }
}
