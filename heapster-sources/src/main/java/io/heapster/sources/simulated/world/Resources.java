package io.heapster.sources.simulated.world;

/** What a container asks for and may use at most; 0 when unset. */
public record Resources(
    long cpuRequestMillicores,
    long cpuLimitMillicores,
    long memoryRequestBytes,
    long memoryLimitBytes) {

  private static final long[] CPU_MILLICORES = {0, 50, 100, 100, 250, 250, 500, 1_000};
  private static final long[] MEMORY_MIB = {0, 64, 64, 128, 128, 256, 256, 512};
  private static final long MIB = 1L << 20;

  /** Realistic amounts: some unset, limits at twice the request where there are any. */
  static Resources from(long bits) {
    long cpu = CPU_MILLICORES[Scramble.below(8, bits)];
    long memory = MEMORY_MIB[Scramble.below(8, bits >>> 8)] * MIB;
    long cpuFactor = (bits >>> 16) & 2;
    long memoryFactor = (bits >>> 24) & 2;
    return new Resources(cpu, cpu * cpuFactor, memory, memory * memoryFactor);
  }
}
