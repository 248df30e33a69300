package io.heapster.core.metric;

import static io.heapster.core.metric.MetricUnit.BYTES;
import static io.heapster.core.metric.MetricUnit.BYTES_PER_SECOND;
import static io.heapster.core.metric.MetricUnit.COUNT;
import static io.heapster.core.metric.MetricUnit.PERCENT;
import static io.heapster.core.metric.MetricUnit.PER_SECOND;
import static io.heapster.core.metric.Registrar.NODE_ONLY;
import static io.heapster.core.metric.Registrar.POD_ONLY;
import static io.heapster.core.metric.Registrar.RUNNING;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The standard metrics with one value per device of an entity: file system, disk, accelerator,
 * network interface, volume claim. What a kubelet reports stands first.
 */
public final class LabeledMetrics {
  private static final Registrar R = new Registrar(true);
  private static final Set<EntityKind> INTERFACED = EnumSet.of(EntityKind.NODE, EntityKind.POD);

  // --- Heapster's; declared in bytes where inodes are counted, because Heapster did (wire-visible)
  public static final Metric DISK_IO_READ_BYTES =
      R.counter("disk/io_read_bytes", BYTES, RUNNING, "Cumulative number of bytes read over disk");
  public static final Metric DISK_IO_WRITE_BYTES =
      R.counter(
          "disk/io_write_bytes", BYTES, RUNNING, "Cumulative number of bytes write over disk");
  public static final Metric FILESYSTEM_USAGE =
      R.gauge("filesystem/usage", BYTES, RUNNING, "Total number of bytes consumed on a filesystem");
  public static final Metric FILESYSTEM_LIMIT =
      R.gauge("filesystem/limit", BYTES, RUNNING, "The total size of filesystem in bytes");
  public static final Metric FILESYSTEM_AVAILABLE =
      R.gauge(
          "filesystem/available",
          BYTES,
          RUNNING,
          "The number of available bytes remaining in a the filesystem");
  public static final Metric FILESYSTEM_INODES =
      R.gauge("filesystem/inodes", BYTES, RUNNING, "Total number of inodes on a filesystem");
  public static final Metric FILESYSTEM_INODES_FREE =
      R.gauge("filesystem/inodes_free", BYTES, RUNNING, "Free number of inodes on a filesystem");
  public static final Metric ACCELERATOR_MEMORY_TOTAL =
      R.gauge("accelerator/memory_total", BYTES, RUNNING, "Total accelerator memory (in bytes)");
  public static final Metric ACCELERATOR_MEMORY_USED =
      R.gauge(
          "accelerator/memory_used",
          BYTES,
          RUNNING,
          "Total accelerator memory allocated (in bytes)");
  public static final Metric ACCELERATOR_DUTY_CYCLE =
      R.gauge(
          "accelerator/duty_cycle",
          PERCENT,
          RUNNING,
          "Percent of time over the past sample period (10s) during which the accelerator was"
              + " actively processing");

  // --- ours
  public static final Metric FILESYSTEM_INODES_USED =
      R.newGauge("filesystem/inodes_used", COUNT, RUNNING, "Inodes used on a file system");
  public static final Metric INTERFACE_RX =
      R.newCounter(
          "network_interface/rx", BYTES, INTERFACED, "Bytes received on a network interface");
  public static final Metric INTERFACE_RX_ERRORS =
      R.newCounter(
          "network_interface/rx_errors",
          COUNT,
          INTERFACED,
          "Errors while receiving on a network interface");
  public static final Metric INTERFACE_TX =
      R.newCounter("network_interface/tx", BYTES, INTERFACED, "Bytes sent on a network interface");
  public static final Metric INTERFACE_TX_ERRORS =
      R.newCounter(
          "network_interface/tx_errors",
          COUNT,
          INTERFACED,
          "Errors while sending on a network interface");
  public static final FilesystemMetrics VOLUME_CLAIM =
      FilesystemMetrics.of(R, "volume_claim", "the volume behind a claim", POD_ONLY);
  public static final FilesystemMetrics RUNTIME_FILESYSTEM =
      FilesystemMetrics.of(
          R, "runtime_filesystem", "the container runtime's file system", NODE_ONLY);

  /** Number of metrics above this line: those that come from a kubelet as they are. */
  public static final int REPORTED = R.all().size();

  // --- computed here
  public static final Metric DISK_IO_READ_BYTES_RATE =
      R.ratio(
          "disk/io_read_bytes_rate",
          BYTES_PER_SECOND,
          RUNNING,
          "Rate of bytes read over disk in bytes per second");
  public static final Metric DISK_IO_WRITE_BYTES_RATE =
      R.ratio(
          "disk/io_write_bytes_rate",
          BYTES_PER_SECOND,
          RUNNING,
          "Rate of bytes written over disk in bytes per second");
  public static final Metric INTERFACE_RX_RATE =
      R.newRatio(
          "network_interface/rx_rate",
          BYTES_PER_SECOND,
          INTERFACED,
          "Rate of bytes received on a network interface");
  public static final Metric INTERFACE_RX_ERRORS_RATE =
      R.newRatio(
          "network_interface/rx_errors_rate",
          PER_SECOND,
          INTERFACED,
          "Rate of errors while receiving on a network interface");
  public static final Metric INTERFACE_TX_RATE =
      R.newRatio(
          "network_interface/tx_rate",
          BYTES_PER_SECOND,
          INTERFACED,
          "Rate of bytes sent on a network interface");
  public static final Metric INTERFACE_TX_ERRORS_RATE =
      R.newRatio(
          "network_interface/tx_errors_rate",
          PER_SECOND,
          INTERFACED,
          "Rate of errors while sending on a network interface");

  /** Heapster's file system metrics; for the kubelet's {@code fs}, {@code rootfs}, {@code logs}. */
  public static final FilesystemMetrics FILESYSTEM =
      new FilesystemMetrics(
          FILESYSTEM_USAGE,
          FILESYSTEM_LIMIT,
          FILESYSTEM_AVAILABLE,
          FILESYSTEM_INODES,
          FILESYSTEM_INODES_FREE,
          FILESYSTEM_INODES_USED);

  static final List<Metric> ALL = R.all();

  private LabeledMetrics() {}
}
