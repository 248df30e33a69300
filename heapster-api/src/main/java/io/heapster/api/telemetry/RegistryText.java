package io.heapster.api.telemetry;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.SummingTimer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what a registry holds, family by family, in the order of their names. Thread-safe. */
final class RegistryText {
  private static final double NANOS_IN_SECOND = 1e9;
  private static final Map<String, SelfMetric> DECLARED = declared();

  private final MetricRegistry registry;

  RegistryText(MetricRegistry registry) {
    this.registry = registry;
  }

  void write(PrometheusText text) {
    var series = new TreeMap<SeriesName, Metric>();
    registry.getMetrics().forEach((name, metric) -> series.put(SeriesName.parse(name), metric));
    String family = "";
    for (Map.Entry<SeriesName, Metric> each : series.entrySet()) {
      if (!each.getKey().family().equals(family)) {
        family = each.getKey().family();
        begin(text, family, each.getValue());
      }
      writeSeries(text, each.getKey(), each.getValue());
    }
  }

  private static void begin(PrometheusText text, String family, Metric example) {
    SelfMetric metric = DECLARED.get(family);
    if (metric != null) {
      text.family(family, metric.type().name().toLowerCase(Locale.ROOT), metric.help());
    } else {
      text.family(family, type(example), "Registered by a library");
    }
  }

  private static String type(Metric metric) {
    return switch (metric) {
      case Gauge<?> gauge -> "gauge";
      case Counter counter -> "gauge";
      case Meter meter -> "counter";
      default -> "summary";
    };
  }

  private static void writeSeries(PrometheusText text, SeriesName name, Metric metric) {
    switch (metric) {
      case Gauge<?> gauge -> writeGauge(text, name, gauge.getValue());
      case Counter counter -> text.sample(name.family(), name.labels(), counter.getCount());
      case Meter meter -> text.sample(name.family(), name.labels(), meter.getCount());
      case Timer timer -> writeTimer(text, name, timer);
      case Histogram histogram ->
          writeHistogram(text, name, histogram.getSnapshot(), histogram.getCount());
      default -> {} // a kind of metric that Dropwizard does not have today
    }
  }

  private static void writeGauge(PrometheusText text, SeriesName name, @Nullable Object value) {
    if (value instanceof Number number) {
      text.sample(name.family(), name.labels(), number.doubleValue());
    }
  }

  private static void writeHistogram(
      PrometheusText text, SeriesName name, Snapshot snapshot, long count) {
    writeSummary(text, name, snapshot, count, 1, snapshot.getMean() * count);
  }

  private static void writeTimer(PrometheusText text, SeriesName name, Timer timer) {
    writeSummary(
        text,
        name,
        timer.getSnapshot(),
        timer.getCount(),
        NANOS_IN_SECOND,
        sumNanos(timer) / NANOS_IN_SECOND);
  }

  private static void writeSummary(
      PrometheusText text,
      SeriesName name,
      Snapshot snapshot,
      long count,
      double unit,
      double sum) {
    String family = name.family();
    String labels = name.labels();
    quantile(text, family, labels, "0.5", snapshot.getMedian() / unit);
    quantile(text, family, labels, "0.9", snapshot.getValue(0.9) / unit);
    quantile(text, family, labels, "0.99", snapshot.get99thPercentile() / unit);
    text.sample(family + "_sum", labels, sum);
    text.sample(family + "_count", labels, count);
  }

  private static void quantile(
      PrometheusText text, String family, String labels, String quantile, double value) {
    text.sample(family, PrometheusText.with(labels, "quantile", quantile), value);
  }

  /** Exact for the daemon's own timers; a library's knows its recent mean only. */
  private static double sumNanos(Timer timer) {
    return timer instanceof SummingTimer summing
        ? summing.sumNanos()
        : timer.getSnapshot().getMean() * timer.getCount();
  }

  private static Map<String, SelfMetric> declared() {
    var byName = new HashMap<String, SelfMetric>();
    for (SelfMetric metric : SelfMetric.values()) {
      byName.put(metric.text(), metric);
    }
    return byName;
  }
}
