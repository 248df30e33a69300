package io.heapster.sinks.metric;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricKind;
import java.util.Optional;

/** From the name of a metric with one value per entity to the metric. */
final class PlainMetricNames {
  private PlainMetricNames() {}

  /** The standard metric of that name, or a custom one if the name says so. */
  static Optional<Metric> find(String name) {
    if (name.startsWith(Metric.CUSTOM_PREFIX)) {
      // Tables find custom columns by name alone, so the kind does not matter.
      String own = name.substring(Metric.CUSTOM_PREFIX.length());
      return Optional.of(Metric.custom(own, MetricKind.GAUGE));
    }
    return MetricCatalog.find(name).filter(metric -> !metric.labeled());
  }
}
