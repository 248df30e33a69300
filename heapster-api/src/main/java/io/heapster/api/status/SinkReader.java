package io.heapster.api.status;

import com.codahale.metrics.Snapshot;
import io.heapster.api.status.SinkStatus.ExportTimes;
import io.heapster.core.telemetry.SelfMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what telemetry says of each sink. Thread-safe. */
final class SinkReader {
  private final OwnNumbers numbers;

  SinkReader(OwnNumbers numbers) {
    this.numbers = numbers;
  }

  /** All sinks, by name. */
  List<SinkStatus> sinks() {
    Map<String, Long> up = numbers.gauges(SelfMetric.SINK_UP);
    Map<String, Long> lag = numbers.gauges(SelfMetric.SINK_LAG);
    Map<String, Long> lagBytes = numbers.gauges(SelfMetric.SINK_LAG_BYTES);
    Map<String, Long> age = numbers.gauges(SelfMetric.SINK_OLDEST_AGE);
    Map<String, Map<String, Long>> batches = numbers.counts(SelfMetric.SINK_BATCHES);
    Map<String, Map<String, Long>> rows = numbers.counts(SelfMetric.SINK_ROWS);
    Map<String, Map<String, Long>> dropped = numbers.counts(SelfMetric.SINK_DROPPED);
    Map<String, Snapshot> times = numbers.times(SelfMetric.SINK_DURATION);
    boolean journalled = numbers.gauge(SelfMetric.JOURNAL_BYTES).isPresent();
    var sinks = new ArrayList<SinkStatus>();
    up.forEach((name, isUp) -> {
      Map<String, Long> results = batches.getOrDefault(name, Map.of());
      sinks.add(
          new SinkStatus(
              name,
              isUntried(results) ? null : Boolean.valueOf(isUp != 0),
              lag.getOrDefault(name, 0L),
              journalled ? lagBytes.get(name) : null,
              age.getOrDefault(name, 0L),
              results,
              rows.getOrDefault(name, Map.of()),
              dropped.getOrDefault(name, Map.of()),
              times(times.get(name))));
    });
    return sinks;
  }

  private static boolean isUntried(Map<String, Long> results) {
    return results.values().stream().allMatch(count -> count == 0);
  }

  private static @Nullable ExportTimes times(@Nullable Snapshot recent) {
    return recent == null
        ? null
        : new ExportTimes(
            Duration.ofNanos(Math.round(recent.getMean())), Duration.ofNanos(recent.getMax()));
  }
}
