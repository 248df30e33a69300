package io.heapster.core.metric;

import static io.heapster.core.metric.MetricUnit.BYTES;
import static io.heapster.core.metric.MetricUnit.BYTES_PER_SECOND;
import static io.heapster.core.metric.MetricUnit.COUNT;
import static io.heapster.core.metric.MetricUnit.MILLICORES;
import static io.heapster.core.metric.MetricUnit.MILLISECONDS;
import static io.heapster.core.metric.MetricUnit.NANOCORES;
import static io.heapster.core.metric.MetricUnit.NANOSECONDS;
import static io.heapster.core.metric.MetricUnit.PER_SECOND;
import static io.heapster.core.metric.MetricUnit.RATIO;
import static io.heapster.core.metric.Registrar.EVERYWHERE;
import static io.heapster.core.metric.Registrar.NETWORKED;
import static io.heapster.core.metric.Registrar.NODE_ONLY;
import static io.heapster.core.metric.Registrar.POD_ONLY;
import static io.heapster.core.metric.Registrar.REQUESTED;
import static io.heapster.core.metric.Registrar.RUNNING;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The standard metrics with one value per entity. What a kubelet reports stands first, so that the
 * decoders' value slots and the column numbers are the same small integers.
 */
public final class PlainMetrics {
  private static final Registrar R = new Registrar(false);

  /** Everything a kubelet describes on its own. */
  private static final Set<EntityKind> SWAPPING = RUNNING;

  private static final Set<EntityKind> POD_CONTAINERS =
      EnumSet.of(EntityKind.POD_CONTAINER, EntityKind.POD);

  // --- what kubelets report, under Heapster's names
  public static final Metric CPU_USAGE =
      R.counter("cpu/usage", NANOSECONDS, RUNNING, "Cumulative CPU usage on all cores");
  public static final Metric MEMORY_USAGE =
      R.gauge("memory/usage", BYTES, EVERYWHERE, "Total memory usage");
  public static final Metric MEMORY_RSS = R.gauge("memory/rss", BYTES, RUNNING, "RSS memory");
  public static final Metric MEMORY_CACHE = R.gauge("memory/cache", BYTES, RUNNING, "Cache memory");
  public static final Metric MEMORY_WORKING_SET =
      R.gauge(
          "memory/working_set",
          BYTES,
          RUNNING,
          "Total working set usage. Working set is the memory being used and not easily dropped"
              + " by the kernel");
  public static final Metric MEMORY_PAGE_FAULTS =
      R.counter("memory/page_faults", COUNT, RUNNING, "Number of page faults");
  public static final Metric MEMORY_MAJOR_PAGE_FAULTS =
      R.counter("memory/major_page_faults", COUNT, RUNNING, "Number of major page faults");
  public static final Metric NETWORK_RX =
      R.counter(
          "network/rx", BYTES, NETWORKED, "Cumulative number of bytes received over the network");
  public static final Metric NETWORK_RX_ERRORS =
      R.counter(
          "network/rx_errors",
          COUNT,
          NETWORKED,
          "Cumulative number of errors while receiving over the network");
  public static final Metric NETWORK_TX =
      R.counter("network/tx", BYTES, NETWORKED, "Cumulative number of bytes sent over the network");
  public static final Metric NETWORK_TX_ERRORS =
      R.counter(
          "network/tx_errors",
          COUNT,
          NETWORKED,
          "Cumulative number of errors while sending over the network");

  // --- what kubelets report today, under names of ours
  public static final Metric CPU_USAGE_NANOCORES =
      R.newGauge(
          "cpu/usage_nanocores",
          NANOCORES,
          RUNNING,
          "CPU usage over the kubelet's own short window (about 10 s)");
  public static final Metric MEMORY_AVAILABLE =
      R.newGauge(
          "memory/available", BYTES, RUNNING, "Memory limit minus working set, where limited");
  public static final Metric SWAP_USAGE = R.newGauge("swap/usage", BYTES, SWAPPING, "Swap in use");
  public static final Metric SWAP_AVAILABLE =
      R.newGauge("swap/available", BYTES, SWAPPING, "Swap that may still be used");
  public static final Metric PROCESS_COUNT =
      R.newGauge("process/count", COUNT, POD_ONLY, "Processes in the pod");
  public static final Metric RLIMIT_MAX_PID =
      R.newGauge("rlimit/max_pid", COUNT, NODE_ONLY, "Largest process id of the node");
  public static final Metric RLIMIT_PROCESSES =
      R.newGauge("rlimit/processes", COUNT, NODE_ONLY, "Processes running on the node");
  public static final Metric EPHEMERAL_STORAGE_USAGE =
      R.newGauge(
          "ephemeral_storage/usage",
          BYTES,
          POD_ONLY,
          "Local storage used by the pod: writable layers, logs, emptyDir volumes");
  public static final Metric EPHEMERAL_STORAGE_LIMIT =
      R.newGauge(
          "ephemeral_storage/capacity",
          BYTES,
          POD_ONLY,
          "Size of the file system behind the pod's local storage");
  public static final Metric EPHEMERAL_STORAGE_AVAILABLE =
      R.newGauge(
          "ephemeral_storage/available",
          BYTES,
          POD_ONLY,
          "Bytes free on the file system behind the pod's local storage");
  public static final Metric EPHEMERAL_STORAGE_INODES =
      R.newGauge(
          "ephemeral_storage/inodes",
          COUNT,
          POD_ONLY,
          "Inodes of the file system behind the pod's local storage");
  public static final Metric EPHEMERAL_STORAGE_INODES_FREE =
      R.newGauge(
          "ephemeral_storage/inodes_free",
          COUNT,
          POD_ONLY,
          "Inodes free on the file system behind the pod's local storage");
  public static final Metric EPHEMERAL_STORAGE_INODES_USED =
      R.newGauge(
          "ephemeral_storage/inodes_used",
          COUNT,
          POD_ONLY,
          "Inodes used by the pod's local storage");
  public static final Metric CPU_CGROUP_USAGE =
      R.newCounter(
          "cpu/cgroup_usage",
          NANOSECONDS,
          POD_ONLY,
          "Cumulative CPU usage of the pod's cgroup, sandbox and init containers included");
  public static final Metric CPU_CGROUP_USAGE_NANOCORES =
      R.newGauge(
          "cpu/cgroup_usage_nanocores",
          NANOCORES,
          POD_ONLY,
          "CPU usage of the pod's cgroup over the kubelet's own short window (about 10 s)");
  public static final Metric MEMORY_CGROUP_USAGE =
      R.newGauge("memory/cgroup_usage", BYTES, POD_ONLY, "Total memory usage of the pod's cgroup");
  public static final Metric MEMORY_CGROUP_WORKING_SET =
      R.newGauge("memory/cgroup_working_set", BYTES, POD_ONLY, "Working set of the pod's cgroup");
  public static final Metric MEMORY_CGROUP_RSS =
      R.newGauge("memory/cgroup_rss", BYTES, POD_ONLY, "RSS memory of the pod's cgroup");
  public static final Metric MEMORY_CGROUP_AVAILABLE =
      R.newGauge(
          "memory/cgroup_available",
          BYTES,
          POD_ONLY,
          "Memory limit of the pod's cgroup minus its working set, where limited");
  public static final Metric MEMORY_CGROUP_PAGE_FAULTS =
      R.newCounter("memory/cgroup_page_faults", COUNT, POD_ONLY, "Page faults of the pod's cgroup");
  public static final Metric MEMORY_CGROUP_MAJOR_PAGE_FAULTS =
      R.newCounter(
          "memory/cgroup_major_page_faults",
          COUNT,
          POD_ONLY,
          "Major page faults of the pod's cgroup");

  // --- pressure stall information, twelve values a resource pair
  public static final PressureMetrics CPU_PRESSURE = PressureMetrics.of(R, "cpu", RUNNING);
  public static final PressureMetrics MEMORY_PRESSURE = PressureMetrics.of(R, "memory", RUNNING);
  public static final PressureMetrics IO_PRESSURE = PressureMetrics.of(R, "io", RUNNING);

  /** Number of metrics above this line: those that come from a kubelet as they are. */
  public static final int REPORTED = R.all().size();

  // --- computed here, under Heapster's names
  public static final Metric UPTIME =
      R.counter(
          "uptime",
          MILLISECONDS,
          RUNNING,
          "Number of milliseconds since the container was started");
  public static final Metric RESTART_COUNT =
      R.gauge("restart_count", COUNT, POD_CONTAINERS, "Number of container restarts");
  public static final Metric CPU_REQUEST =
      R.gauge(
          "cpu/request",
          MILLICORES,
          REQUESTED,
          "CPU request (the guaranteed amount of resources) in millicores.");
  public static final Metric CPU_LIMIT =
      R.gauge("cpu/limit", MILLICORES, REQUESTED, "CPU hard limit in millicores.");
  public static final Metric MEMORY_REQUEST =
      R.gauge(
          "memory/request",
          BYTES,
          REQUESTED,
          "Memory request (the guaranteed amount of resources) in bytes.");
  public static final Metric MEMORY_LIMIT =
      R.gauge("memory/limit", BYTES, REQUESTED, "Memory hard limit in bytes.");
  public static final Metric CPU_USAGE_RATE =
      R.gauge("cpu/usage_rate", MILLICORES, EVERYWHERE, "CPU usage on all cores in millicores");
  public static final Metric MEMORY_PAGE_FAULTS_RATE =
      R.ratio("memory/page_faults_rate", PER_SECOND, RUNNING, "Rate of page faults");
  public static final Metric MEMORY_MAJOR_PAGE_FAULTS_RATE =
      R.ratio("memory/major_page_faults_rate", PER_SECOND, RUNNING, "Rate of major page faults");
  public static final Metric NETWORK_RX_RATE =
      R.ratio(
          "network/rx_rate",
          BYTES_PER_SECOND,
          NETWORKED,
          "Rate of bytes received over the network");
  public static final Metric NETWORK_RX_ERRORS_RATE =
      R.ratio(
          "network/rx_errors_rate",
          PER_SECOND,
          NETWORKED,
          "Rate of errors while receiving over the network");
  public static final Metric NETWORK_TX_RATE =
      R.ratio(
          "network/tx_rate", BYTES_PER_SECOND, NETWORKED, "Rate of bytes sent over the network");
  public static final Metric NETWORK_TX_ERRORS_RATE =
      R.ratio(
          "network/tx_errors_rate",
          PER_SECOND,
          NETWORKED,
          "Rate of errors while sending over the network");
  public static final Metric CPU_NODE_CAPACITY =
      R.ratio("cpu/node_capacity", MILLICORES, NODE_ONLY, "CPU capacity of a node");
  public static final Metric CPU_NODE_ALLOCATABLE =
      R.ratio("cpu/node_allocatable", MILLICORES, NODE_ONLY, "CPU that pods may request");
  public static final Metric CPU_NODE_UTILIZATION =
      R.ratio("cpu/node_utilization", RATIO, NODE_ONLY, "CPU usage as a share of allocatable");
  public static final Metric CPU_NODE_RESERVATION =
      R.ratio("cpu/node_reservation", RATIO, NODE_ONLY, "CPU requests as a share of allocatable");
  public static final Metric MEMORY_NODE_CAPACITY =
      R.ratio("memory/node_capacity", BYTES, NODE_ONLY, "Memory capacity of a node");
  public static final Metric MEMORY_NODE_ALLOCATABLE =
      R.ratio("memory/node_allocatable", BYTES, NODE_ONLY, "Memory that pods may request");
  public static final Metric MEMORY_NODE_UTILIZATION =
      R.ratio(
          "memory/node_utilization", RATIO, NODE_ONLY, "Memory usage as a share of allocatable");
  public static final Metric MEMORY_NODE_RESERVATION =
      R.ratio(
          "memory/node_reservation", RATIO, NODE_ONLY, "Memory requests as a share of allocatable");

  static final List<Metric> ALL = R.all();

  private PlainMetrics() {}
}
