package io.heapster.api.status;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads what the daemon counts about itself, by label. Thread-safe; gauges may wait for a lock. */
final class OwnNumbers {
  private final Telemetry telemetry;

  OwnNumbers(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** The count of a metric without labels; 0 when it has none yet. */
  long count(SelfMetric metric) {
    var sum = new long[1];
    telemetry.forEach(
        metric, (_, found) -> sum[0] += found instanceof Counter one ? one.getCount() : 0);
    return sum[0];
  }

  /** The counts of a metric with two labels: by the first, then by the second. */
  Map<String, Map<String, Long>> counts(SelfMetric metric) {
    var counts = new TreeMap<String, Map<String, Long>>();
    telemetry.forEach(
        metric,
        (labels, found) -> {
          if (found instanceof Counter counter) {
            counts
                .computeIfAbsent(labels.getFirst(), _ -> new TreeMap<>())
                .put(labels.getLast(), counter.getCount());
          }
        });
    return counts;
  }

  /** The values of a gauge with one label. */
  Map<String, Long> gauges(SelfMetric metric) {
    var values = new TreeMap<String, Long>();
    telemetry.forEach(
        metric,
        (labels, found) -> {
          if (found instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
            values.put(labels.getFirst(), number.longValue());
          }
        });
    return values;
  }

  /** The value of a gauge without labels; empty when there is no such gauge. */
  OptionalLong gauge(SelfMetric metric) {
    var value = new OptionalLong[] {OptionalLong.empty()};
    telemetry.forEach(
        metric,
        (_, found) -> {
          if (found instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
            value[0] = OptionalLong.of(number.longValue());
          }
        });
    return value[0];
  }

  /** Recent times, in nanoseconds, of a timer with one label; none of a timer never used. */
  Map<String, Snapshot> times(SelfMetric metric) {
    var times = new TreeMap<String, Snapshot>();
    telemetry.forEach(
        metric,
        (labels, found) -> {
          if (found instanceof Timer timer && timer.getCount() > 0) {
            times.put(labels.getFirst(), timer.getSnapshot());
          }
        });
    return times;
  }
}
