package io.heapster.sources.simulated.world;

/**
 * A node. All times are epoch seconds.
 *
 * @param index from 0
 * @param address of its kubelet: 127.x.y.z with x from 1 and z from 1 to 250
 * @param start when it booted, which is also when its counters stood at 0
 * @param cpuMillicores used by everything on it on average
 * @param podsSwing of that use, which is its pods'
 * @param traffic over {@code eth0}: that of its pods and some more
 * @param podTraffic over the bridge of the pods
 */
public record SimulatedNode(
    int index,
    String name,
    String address,
    String uid,
    String zone,
    int cores,
    long memoryBytes,
    long start,
    long cpuMillicores,
    Swing podsSwing,
    Traffic traffic,
    Traffic podTraffic) {

  /** CPU that the machine spends outside of pods: kubelet, runtime and the rest. */
  public static final long KUBELET_MILLICORES = 40;

  /** See {@link #KUBELET_MILLICORES}. */
  public static final long RUNTIME_MILLICORES = 30;

  static final long OTHER_MILLICORES = 50;

  /** Held back from pods. */
  public static final long RESERVED_MEMORY_BYTES = 1L << 30;

  /** Working set of everything outside of pods. */
  public static final long SYSTEM_MEMORY_BYTES = 600L << 20;

  /** Inactive page cache outside of pods. */
  public static final long PAGE_CACHE_BYTES = 900L << 20;

  /** Page faults of everything on a node, every second. */
  public static final long PAGE_FAULTS_PER_SECOND = 20_000;

  /** See {@link #PAGE_FAULTS_PER_SECOND}. */
  public static final long MAJOR_PAGE_FAULTS_PER_SECOND = 3;

  private static final int LAST_PARTS = 250;
  private static final int MIDDLE_PARTS = 256;

  /** CPU of the kubelet's system container {@code pods} on average. */
  public long podsMillicores() {
    return cpuMillicores - KUBELET_MILLICORES - RUNTIME_MILLICORES - OTHER_MILLICORES;
  }

  /** CPU in use by everything on it at an epoch second. */
  public long cpuMillicoresAt(long second) {
    return cpuMillicores + podsSwing.millicoresAt(second);
  }

  /** CPU in use by the kubelet's system container {@code pods} at an epoch second. */
  public long podsMillicoresAt(long second) {
    return podsMillicores() + podsSwing.millicoresAt(second);
  }

  /** CPU time of everything on it since it booted, in nanoseconds. */
  public long cpuNanos(long second) {
    return steadyNanos(cpuMillicores, second) + podsSwing.nanos(start, second);
  }

  /**
   * CPU time of the kubelet's system container {@code pods} since the node booted, in nanoseconds.
   */
  public long podsNanos(long second) {
    return steadyNanos(podsMillicores(), second) + podsSwing.nanos(start, second);
  }

  /** A counter that grows by whole millicores since the node booted, in nanoseconds. */
  public long steadyNanos(long millicores, long second) {
    return millicores * Load.NANOS_PER_MILLICORE_SECOND * (second - start);
  }

  public long allocatableMillicores() {
    return cores * 1_000L - 100;
  }

  public long allocatableMemoryBytes() {
    return memoryBytes - RESERVED_MEMORY_BYTES;
  }

  static String address(int index) {
    int last = 1 + index % LAST_PARTS;
    int middle = index / LAST_PARTS % MIDDLE_PARTS;
    int first = 1 + index / (LAST_PARTS * MIDDLE_PARTS);
    return "127." + first + "." + middle + "." + last;
  }

  /** Index of the node with an address; -1 when the scheme gives it to none. */
  static int indexAt(byte[] address) {
    if (address.length != 4 || address[0] != 127) {
      return -1;
    }
    int first = (address[1] & 0xff) - 1;
    int last = (address[3] & 0xff) - 1;
    if (first < 0 || last < 0 || last >= LAST_PARTS) {
      return -1;
    }
    return (first * MIDDLE_PARTS + (address[2] & 0xff)) * LAST_PARTS + last;
  }
}
