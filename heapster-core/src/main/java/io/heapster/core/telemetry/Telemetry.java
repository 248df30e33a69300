package io.heapster.core.telemetry;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The daemon's own metrics, kept in a Dropwizard registry. Dropwizard knows no labels, so a series
 * is registered under its Prometheus text, e.g. {@code heapster_scrapes_total{outcome="scraped"}}.
 * Thread-safe.
 */
public final class Telemetry {
  private final MetricRegistry registry;
  private final NavigableMap<String, Series> series = new ConcurrentSkipListMap<>();

  /**
   * One series of a metric.
   *
   * @param labelValues in the order of the metric's label names
   */
  public record Series(SelfMetric metric, List<String> labelValues) {
    public Series {
      labelValues = List.copyOf(labelValues);
    }
  }

  public Telemetry(MetricRegistry registry) {
    this.registry = registry;
  }

  /** Where the series are; named by {@link #seriesName}. */
  public MetricRegistry registry() {
    return registry;
  }

  /** The counter of a series; made at its first use. */
  public Counter counter(SelfMetric metric, String... labelValues) {
    return registry.counter(known(metric, labelValues));
  }

  /** The timer of a series; made at its first use. */
  public Timer timer(SelfMetric metric, String... labelValues) {
    return registry.timer(known(metric, labelValues), SummingTimer::new);
  }

  /** Shows a value whenever somebody looks; replaces the series if it is there. */
  public void gauge(SelfMetric metric, Supplier<? extends Number> value, String... labelValues) {
    String name = known(metric, labelValues);
    registry.remove(name);
    registry.register(name, (Gauge<Number>) value::get);
  }

  /** Ends a series. */
  public void remove(SelfMetric metric, String... labelValues) {
    String name = seriesName(metric, labelValues);
    series.remove(name);
    registry.remove(name);
  }

  /** Visits every series there is, with what it shows now, in order of their names. */
  public void forEach(BiConsumer<Series, Metric> visitor) {
    series.forEach((name, each) -> {
      Metric metric = registry.getMetrics().get(name);
      if (metric != null) {
        visitor.accept(each, metric);
      }
    });
  }

  /**
   * Visits the series of one metric there are, in order of their names; quick however many others
   * there are.
   *
   * @param visitor is told the label values, in the order of the metric's label names
   */
  public void forEach(SelfMetric metric, BiConsumer<List<String>, Metric> visitor) {
    String first = metric.labelNames().isEmpty() ? metric.text() : metric.text() + "{";
    String last = metric.labelNames().isEmpty() ? first : first + Character.MAX_VALUE;
    series
        .subMap(first, true, last, true)
        .forEach((name, each) -> {
          Metric found = registry.getMetrics().get(name);
          if (found != null) {
            visitor.accept(each.labelValues(), found);
          }
        });
  }

  private String known(SelfMetric metric, String... labelValues) {
    String name = seriesName(metric, labelValues);
    series.computeIfAbsent(name, _ -> new Series(metric, List.of(labelValues)));
    return name;
  }

  static String seriesName(SelfMetric metric, String... labelValues) {
    List<String> names = metric.labelNames();
    if (names.size() != labelValues.length) {
      throw new IllegalArgumentException(
          metric.text() + " has labels " + names + ", given " + List.of(labelValues));
    }
    if (names.isEmpty()) {
      return metric.text();
    }
    var text = new StringBuilder(metric.text());
    for (int i = 0; i < labelValues.length; i++) {
      text.append(i == 0 ? '{' : ',').append(names.get(i)).append("=\"");
      escape(labelValues[i], text);
      text.append('"');
    }
    return text.append('}').toString();
  }

  private static void escape(String value, StringBuilder into) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> into.append("\\\\");
        case '"' -> into.append("\\\"");
        case '\n' -> into.append("\\n");
        default -> into.append(c);
      }
    }
  }
}
