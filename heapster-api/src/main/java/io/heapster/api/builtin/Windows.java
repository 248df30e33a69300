package io.heapster.api.builtin;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which metrics are measured over a window of time, and which at an instant. */
final class Windows {
  private static final Set<Metric> RATES =
      Stream.concat(MetricCatalog.RATES.stream(), MetricCatalog.LABELED_RATES.stream())
          .map(MetricCatalog.Rate::rate)
          .collect(Collectors.toUnmodifiableSet());

  private Windows() {}

  static boolean isRate(Metric metric) {
    return RATES.contains(metric);
  }
}
