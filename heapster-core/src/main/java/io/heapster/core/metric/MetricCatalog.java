package io.heapster.core.metric;

import static io.heapster.core.metric.LabeledMetrics.DISK_IO_READ_BYTES;
import static io.heapster.core.metric.LabeledMetrics.DISK_IO_READ_BYTES_RATE;
import static io.heapster.core.metric.LabeledMetrics.DISK_IO_WRITE_BYTES;
import static io.heapster.core.metric.LabeledMetrics.DISK_IO_WRITE_BYTES_RATE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one list of standard metrics: their order gives the column numbers, and everything that
 * speaks of "all metrics" (export schema, documentation, rates, sums) reads it here.
 */
public final class MetricCatalog {

  /** A counter and the metric that holds its growth per second (CPU: in millicores). */
  public record Rate(Metric counter, Metric rate) {}

  /** Plain metrics by column number. */
  public static final List<Metric> PLAIN = PlainMetrics.ALL;

  /** Labelled metrics by column number. */
  public static final List<Metric> LABELED = LabeledMetrics.ALL;

  /** Rates with one value per entity. */
  public static final List<Rate> RATES =
      List.of(
          new Rate(PlainMetrics.CPU_USAGE, PlainMetrics.CPU_USAGE_RATE),
          new Rate(PlainMetrics.MEMORY_PAGE_FAULTS, PlainMetrics.MEMORY_PAGE_FAULTS_RATE),
          new Rate(
              PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS, PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS_RATE),
          new Rate(PlainMetrics.NETWORK_RX, PlainMetrics.NETWORK_RX_RATE),
          new Rate(PlainMetrics.NETWORK_RX_ERRORS, PlainMetrics.NETWORK_RX_ERRORS_RATE),
          new Rate(PlainMetrics.NETWORK_TX, PlainMetrics.NETWORK_TX_RATE),
          new Rate(PlainMetrics.NETWORK_TX_ERRORS, PlainMetrics.NETWORK_TX_ERRORS_RATE));

  /** Rates with one value per device. */
  public static final List<Rate> LABELED_RATES =
      List.of(
          new Rate(DISK_IO_READ_BYTES, DISK_IO_READ_BYTES_RATE),
          new Rate(DISK_IO_WRITE_BYTES, DISK_IO_WRITE_BYTES_RATE),
          new Rate(LabeledMetrics.INTERFACE_RX, LabeledMetrics.INTERFACE_RX_RATE),
          new Rate(LabeledMetrics.INTERFACE_RX_ERRORS, LabeledMetrics.INTERFACE_RX_ERRORS_RATE),
          new Rate(LabeledMetrics.INTERFACE_TX, LabeledMetrics.INTERFACE_TX_RATE),
          new Rate(LabeledMetrics.INTERFACE_TX_ERRORS, LabeledMetrics.INTERFACE_TX_ERRORS_RATE));

  /** Heapster's twelve standard metrics, in the order of its export schema. */
  public static final List<Metric> STANDARD =
      List.of(
          PlainMetrics.UPTIME,
          PlainMetrics.CPU_USAGE,
          PlainMetrics.MEMORY_USAGE,
          PlainMetrics.MEMORY_RSS,
          PlainMetrics.MEMORY_CACHE,
          PlainMetrics.MEMORY_WORKING_SET,
          PlainMetrics.MEMORY_PAGE_FAULTS,
          PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS,
          PlainMetrics.NETWORK_RX,
          PlainMetrics.NETWORK_RX_ERRORS,
          PlainMetrics.NETWORK_TX,
          PlainMetrics.NETWORK_TX_ERRORS);

  /** Heapster's twelve labelled metrics, in the order of its export schema. */
  public static final List<Metric> STANDARD_LABELED =
      List.of(
          DISK_IO_READ_BYTES,
          DISK_IO_READ_BYTES_RATE,
          DISK_IO_WRITE_BYTES,
          DISK_IO_WRITE_BYTES_RATE,
          LabeledMetrics.FILESYSTEM_USAGE,
          LabeledMetrics.FILESYSTEM_LIMIT,
          LabeledMetrics.FILESYSTEM_AVAILABLE,
          LabeledMetrics.FILESYSTEM_INODES,
          LabeledMetrics.FILESYSTEM_INODES_FREE,
          LabeledMetrics.ACCELERATOR_MEMORY_TOTAL,
          LabeledMetrics.ACCELERATOR_MEMORY_USED,
          LabeledMetrics.ACCELERATOR_DUTY_CYCLE);

  /** What the namespace and cluster aggregators sum. */
  public static final List<Metric> AGGREGATED =
      List.of(
          PlainMetrics.CPU_USAGE_RATE,
          PlainMetrics.MEMORY_USAGE,
          PlainMetrics.CPU_REQUEST,
          PlainMetrics.CPU_LIMIT,
          PlainMetrics.MEMORY_REQUEST,
          PlainMetrics.MEMORY_LIMIT);

  /** What the node aggregator sums. */
  public static final List<Metric> NODE_AGGREGATED =
      List.of(
          PlainMetrics.CPU_REQUEST,
          PlainMetrics.CPU_LIMIT,
          PlainMetrics.MEMORY_REQUEST,
          PlainMetrics.MEMORY_LIMIT);

  private static final Map<String, Metric> BY_NAME = new HashMap<>();

  static {
    Stream.concat(PLAIN.stream(), LABELED.stream()).forEach(m -> BY_NAME.put(m.name(), m));
  }

  private MetricCatalog() {}

  /** The standard metric of that name, plain or labelled. */
  public static Optional<Metric> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * Whether the pod aggregator sums the metric over a pod's containers: Heapster's plain metrics
   * and custom ones, except the standard counters (a sum of counters with different starts means
   * nothing).
   */
  public static boolean isSummedIntoPod(Metric metric) {
    return switch (metric.origin()) {
      case CUSTOM -> true;
      case OURS -> false;
      case HEAPSTER -> !metric.isCumulative();
    };
  }
}
