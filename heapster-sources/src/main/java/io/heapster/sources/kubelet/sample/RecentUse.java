package io.heapster.sources.kubelet.sample;

/**
 * How much of an array the last scrapes used: the most of them, each older one counting for less.
 * Not thread-safe; owned by a {@link NodeSample}.
 */
final class RecentUse {
  /** Arrays up to this length are kept whatever is used of them. */
  static final int ALWAYS_KEPT = 1024;

  private static final int SPARE = 4;

  private int most;

  /** Whether an array of that length is far above what this scrape and the last ones used. */
  boolean isWaste(int used, int length) {
    most = Math.max(used, most - most / SPARE);
    return length > ALWAYS_KEPT && length / SPARE > most;
  }

  /** A length that fits what was used lately. */
  int fitting() {
    return Math.max(ALWAYS_KEPT, most);
  }
}
