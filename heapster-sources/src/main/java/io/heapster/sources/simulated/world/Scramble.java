package io.heapster.sources.simulated.world;

/**
 * Chance that can be asked again: well mixed bits as a pure function of a seed and coordinates (the
 * finaliser of SplitMix64).
 */
final class Scramble {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Scramble() {}

  /** Bits of a point; the topic keeps uses with equal coordinates apart. */
  static long bits(long seed, Topic topic, long x, long y) {
    long mixed = mix(seed + GOLDEN * topic.number);
    return mix(mix(mixed + GOLDEN * (x + 1)) + GOLDEN * (y + 1));
  }

  /** The bits as a number from 0 (inclusive) to the bound (exclusive). */
  static int below(int bound, long bits) {
    return (int) Long.remainderUnsigned(bits, bound);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** What the bits are for. */
  enum Topic {
    NODE(1),
    FAULT(2),
    SAMPLING(3),
    WORKLOAD(4),
    RESOURCES(5),
    POD(6),
    POD_UID(7),
    POD_START(8),
    CONTAINER(9),
    MEMORY(10),
    NETWORK(11),
    CHURN(12),
    RESTART(13),
    SWING(14);

    private final long number;

    Topic(long number) {
      this.number = number;
    }
  }
}
