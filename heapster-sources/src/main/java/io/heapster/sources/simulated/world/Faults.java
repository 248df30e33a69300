package io.heapster.sources.simulated.world;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What goes wrong in a simulated cluster. Which node has which fault follows from the seed and the
 * node's index alone; of n nodes a share s hits s x n, rounded.
 *
 * @param shares from 0 to 1 of the nodes by fault; together at most 1
 * @param slowness until a {@link NodeFault#SLOW} node answers
 * @param gapEvery each node leaves every so many-th scrape of its summary unanswered; 0 for none
 * @param containerLifetime between two restarts of a container, in whole seconds; 0 for none
 * @param podLifetime until a pod is replaced by another, in whole seconds; 0 for none
 */
public record Faults(
    Map<NodeFault, Double> shares,
    Duration slowness,
    int gapEvery,
    Duration containerLifetime,
    Duration podLifetime) {

  public Faults {
    var copy = new EnumMap<NodeFault, Double>(NodeFault.class);
    copy.putAll(shares);
    shares = Collections.unmodifiableMap(copy);
    double sum = 0;
    for (Map.Entry<NodeFault, Double> share : shares.entrySet()) {
      if (!(share.getValue() >= 0) || share.getKey() == NodeFault.NONE) {
        throw new IllegalArgumentException(
            "share of %s nodes is %s: give 0 to 1, and none to NONE"
                .formatted(share.getKey(), share.getValue()));
      }
      sum += share.getValue();
    }
    if (sum > 1 + 1e-9) {
      throw new IllegalArgumentException(
          "the shares of faulty nodes add up to %s: give at most 1 in all".formatted(sum));
    }
    if (gapEvery < 0 || gapEvery == 1) {
      throw new IllegalArgumentException(
          "a gap at every %d-th scrape: give 0 for none, or 2 or more".formatted(gapEvery));
    }
    requireNotNegative("slowness", slowness);
    requireNotNegative("containerLifetime", containerLifetime);
    requireNotNegative("podLifetime", podLifetime);
  }

  private static void requireNotNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "%s is %s: give 0 or a positive duration".formatted(name, duration));
    }
  }

  /** A cluster where everything works. */
  public static Faults none() {
    return new Faults(Map.of(), Duration.ofSeconds(30), 0, Duration.ZERO, Duration.ZERO);
  }

  public Faults with(NodeFault fault, double share) {
    var more = new EnumMap<NodeFault, Double>(NodeFault.class);
    more.putAll(shares);
    more.put(fault, share);
    return new Faults(more, slowness, gapEvery, containerLifetime, podLifetime);
  }

  public Faults withSlowness(Duration delay) {
    return new Faults(shares, delay, gapEvery, containerLifetime, podLifetime);
  }

  public Faults withGapEvery(int scrapes) {
    return new Faults(shares, slowness, scrapes, containerLifetime, podLifetime);
  }

  public Faults withContainerLifetime(Duration lifetime) {
    return new Faults(shares, slowness, gapEvery, lifetime, podLifetime);
  }

  public Faults withPodLifetime(Duration lifetime) {
    return new Faults(shares, slowness, gapEvery, containerLifetime, lifetime);
  }

  /** Whether a node leaves a scrape unanswered; scrapes of a node's summary count from 0. */
  public boolean misses(int node, long scrape) {
    return gapEvery != 0 && Math.floorMod(scrape + 1 + node, gapEvery) == 0;
  }

  /** The fault of the node at a rank from 0 to the number of nodes. */
  NodeFault atRank(int rank, int nodes) {
    double sum = 0;
    for (Map.Entry<NodeFault, Double> share : shares.entrySet()) {
      sum += share.getValue();
      if (rank < Math.round(sum * nodes)) {
        return share.getKey();
      }
    }
    return NodeFault.NONE;
  }
}
