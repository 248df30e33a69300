package io.heapster.app.closedform;

import io.heapster.sources.simulated.world.SimulatedCluster;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Which nodes must have rates at a tick, by the default rules: a rate spans one missed tick, and a
 * repeated sample keeps the rate it had.
 */
final class ExpectedRates {
  private static final int NEVER = -3;

  private final SimulatedCluster cluster;
  private final int[] lastTick;
  private final long[] lastSample;
  private final boolean[] rated;
  private int now;

  ExpectedRates(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.lastTick = new int[cluster.nodes().size()];
    this.lastSample = new long[lastTick.length];
    this.rated = new boolean[lastTick.length];
    Arrays.fill(lastTick, NEVER);
  }

  void advance(int tick, long second, IntPredicate scraped) {
    now = tick;
    for (int node = 0; node < lastTick.length; node++) {
      if (scraped.test(node)) {
        long sample = cluster.sampleSecond(node, second);
        boolean near = tick - lastTick[node] <= 2;
        rated[node] = near && (sample > lastSample[node] || rated[node]);
        lastTick[node] = tick;
        lastSample[node] = sample;
      }
    }
  }

  boolean isScraped(int node) {
    return lastTick[node] == now;
  }

  boolean isRated(int node) {
    return isScraped(node) && rated[node];
  }
}
