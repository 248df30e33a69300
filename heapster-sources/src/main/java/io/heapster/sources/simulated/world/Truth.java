package io.heapster.sources.simulated.world;

import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * What a scrape at one second must find, sums included: each node as it sampled itself last. The
 * sums take the nodes which the reader could reach.
 */
public final class Truth {
  private final SimulatedCluster cluster;
  private final long second;

  Truth(SimulatedCluster cluster, long second) {
    this.cluster = cluster;
    this.second = second;
  }

  /** Pods of one node. */
  public Totals node(int node) {
    return sum(node, pod -> true);
  }

  /** Pods of a namespace on the nodes that count. */
  public Totals namespace(String namespace, IntPredicate nodes) {
    return sum(nodes, pod -> pod.namespace().equals(namespace));
  }

  /** All pods on the nodes that count. */
  public Totals cluster(IntPredicate nodes) {
    return sum(nodes, pod -> true);
  }

  /** Working set of a whole node: its pods and the system. */
  public long nodeWorkingSetBytes(int node) {
    return node(node).workingSetBytes() + SimulatedNode.SYSTEM_MEMORY_BYTES;
  }

  /** Memory in use on a whole node: its pods, the system and its page cache. */
  public long nodeMemoryUsageBytes(int node) {
    return node(node).memoryUsageBytes()
        + SimulatedNode.SYSTEM_MEMORY_BYTES
        + SimulatedNode.PAGE_CACHE_BYTES;
  }

  private Totals sum(IntPredicate nodes, Predicate<SimulatedPod> pods) {
    Totals sum = Totals.NONE;
    for (int node = 0; node < cluster.nodes().size(); node++) {
      if (nodes.test(node)) {
        sum = sum.plus(sum(node, pods));
      }
    }
    return sum;
  }

  private Totals sum(int node, Predicate<SimulatedPod> pods) {
    long sampled = cluster.sampleSecond(node, second);
    Totals sum = Totals.NONE;
    for (SimulatedPod pod : cluster.pods(node, sampled)) {
      if (pods.test(pod)) {
        sum = sum.plus(Totals.of(pod, sampled));
      }
    }
    return sum;
  }
}
