package io.heapster.sources.simulated.world;

/**
 * What a container does, in closed form. Counters grow by a whole amount every second since the
 * container started, so that every rate is exact, but for CPU that is made to swing; memory is a
 * bounded wave.
 *
 * @param cpuMillicores used on average, and all the time without a swing
 * @param cpuSwing of that use, never below 0 nor above the container's limit
 * @param pageFaultsPerSecond minor and major
 * @param majorPageFaultsPerSecond of these the major ones
 * @param basePages of 4 KiB that the working set never falls below
 * @param swingPages that it rises above the base at the top of the wave
 * @param wavePeriodSeconds from one bottom to the next
 * @param wavePhaseSeconds of the wave at the epoch
 */
public record Load(
    long cpuMillicores,
    Swing cpuSwing,
    long pageFaultsPerSecond,
    long majorPageFaultsPerSecond,
    long basePages,
    long swingPages,
    long wavePeriodSeconds,
    long wavePhaseSeconds) {

  static final long PAGE_BYTES = 4_096;
  static final long NANOS_PER_MILLICORE_SECOND = 1_000_000;

  private static final long UNREQUESTED_BYTES = 96L << 20;

  private static final int MOST_MILLICORES = 200;

  /**
   * A load that stays within the limits.
   *
   * @param widestSwing of CPU about its mean, in percent
   * @param phaseSeconds of that swing
   */
  static Load from(
      long bits, long memoryBits, Resources resources, int widestSwing, long phaseSeconds) {
    long request = resources.memoryRequestBytes();
    long pages = (request == 0 ? UNREQUESTED_BYTES : request) / PAGE_BYTES;
    long millicores = 1L + Scramble.below(mostMillicores(resources), bits);
    return new Load(
        millicores,
        swing(millicores, resources, Scramble.below(1 + widestSwing, bits >>> 32), phaseSeconds),
        1 + Scramble.below(500, bits >>> 8),
        Scramble.below(10, bits >>> 20) == 0 ? 1 : 0,
        pages * (20 + Scramble.below(30, memoryBits)) / 100,
        pages * (5 + Scramble.below(35, memoryBits >>> 8)) / 100,
        2L * (60 + Scramble.below(900, memoryBits >>> 16)),
        Scramble.below(1_800, memoryBits >>> 32));
  }

  private static int mostMillicores(Resources resources) {
    long limit = resources.cpuLimitMillicores();
    return limit == 0 ? MOST_MILLICORES : (int) Math.min(MOST_MILLICORES, limit);
  }

  private static Swing swing(long millicores, Resources resources, int percent, long phaseSeconds) {
    long limit = resources.cpuLimitMillicores();
    long widest = limit == 0 ? millicores : Math.min(millicores, limit - millicores);
    return new Swing(Math.min(widest, millicores * percent / 100), phaseSeconds);
  }

  /** CPU in use at an epoch second. */
  public long cpuMillicoresAt(long second) {
    return cpuMillicores + cpuSwing.millicoresAt(second);
  }

  /** CPU time used from the one epoch second to the other, in nanoseconds. */
  public long cpuNanos(long from, long until) {
    return cpuMillicores * NANOS_PER_MILLICORE_SECOND * (until - from)
        + cpuSwing.nanos(from, until);
  }

  public long pageFaults(long elapsedSeconds) {
    return pageFaultsPerSecond * elapsedSeconds;
  }

  public long majorPageFaults(long elapsedSeconds) {
    return majorPageFaultsPerSecond * elapsedSeconds;
  }

  /** Memory at an epoch second that the kernel cannot easily drop. */
  public long workingSetBytes(long second) {
    return workingSetPages(second) * PAGE_BYTES;
  }

  /** Working set and inactive page cache. */
  public long memoryUsageBytes(long second) {
    return (workingSetPages(second) + basePages / 8) * PAGE_BYTES;
  }

  public long rssBytes(long second) {
    return workingSetPages(second) * 3 / 4 * PAGE_BYTES;
  }

  private long workingSetPages(long second) {
    long half = wavePeriodSeconds / 2;
    long position = Math.floorMod(second + wavePhaseSeconds, wavePeriodSeconds);
    long height = position < half ? position : wavePeriodSeconds - position;
    return basePages + swingPages * height / half;
  }
}
