package io.heapster.sources.kubelet;

import java.time.Duration;

/**
 * Where in a tick a node is scraped: always at the same place, by a hash of its name, so that its
 * samples are as far apart as the ticks are.
 */
record NodePhase(long hash) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final Duration PER_NODE = Duration.ofMillis(8);
  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(10);

  static NodePhase of(String nodeName) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < nodeName.length(); i++) {
      hash = (hash ^ nodeName.charAt(i)) * FNV_PRIME;
    }
    // Names often differ in their last character only: let it reach all bits.
    hash = (hash ^ (hash >>> 29)) * 0xbf58476d1ce4e5b9L;
    return new NodePhase(hash ^ (hash >>> 32));
  }

  /** Over how long the scrapes of so many nodes are spread. */
  static Duration spread(int nodes, Duration resolution) {
    Duration wanted = PER_NODE.multipliedBy(nodes);
    Duration most = resolution.dividedBy(6);
    Duration spread = wanted.compareTo(most) < 0 ? wanted : most;
    return spread.compareTo(LONGEST_SPREAD) < 0 ? spread : LONGEST_SPREAD;
  }

  /** The node's place in a spread of so many nanoseconds. */
  long offsetNanos(long spreadNanos) {
    return (long) ((hash & 0xffff_ffffL) / 0x1p32 * spreadNanos);
  }

  /** The node's share out of so many. */
  int share(int shares) {
    return (int) Long.remainderUnsigned(hash >>> 33, shares);
  }
}
