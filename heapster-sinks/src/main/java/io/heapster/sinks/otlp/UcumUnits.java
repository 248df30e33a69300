package io.heapster.sinks.otlp;

import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;

/** Units in UCUM, as OpenTelemetry wants them. */
final class UcumUnits {
  private UcumUnits() {}

  /** The unit of a metric; empty when it is not known. */
  static String of(Metric metric) {
    if (metric.isCustom()) {
      return "";
    }
    // Heapster declared bytes where it counts inodes.
    if (metric.equals(LabeledMetrics.FILESYSTEM_INODES)
        || metric.equals(LabeledMetrics.FILESYSTEM_INODES_FREE)) {
      return "1";
    }
    return switch (metric.unit()) {
      case COUNT, RATIO -> "1";
      case BYTES -> "By";
      case MILLISECONDS -> "ms";
      case NANOSECONDS -> "ns";
      case MILLICORES -> "{millicore}";
      case NANOCORES -> "{nanocore}";
      case BYTES_PER_SECOND -> "By/s";
      case PER_SECOND -> "1/s";
      case PERCENT -> "%";
    };
  }
}
