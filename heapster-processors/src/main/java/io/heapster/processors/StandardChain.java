package io.heapster.processors;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.pipeline.DataProcessor;
import java.time.Duration;
import java.util.List;

/** The processors in Heapster's order. */
public final class StandardChain {
  private StandardChain() {}

  /**
   * A chain of its own: processors remember the last batch, so it serves one tick thread.
   *
   * @param resolution distance of two ticks
   */
  public static List<DataProcessor> of(
      ClusterInventory inventory, LabelPolicy policy, RateRules rules, Duration resolution) {
    return List.of(
        // Rates first: all that follows only adds rows without counters, and sums need the rates.
        new RateCalculator(rules, resolution),
        // Before the sums: requests and limits are summed, and stub rows must count.
        new PodEnricher(inventory, policy),
        // After the pod enricher, so that stub rows get their namespace's uid as well.
        new NamespaceEnricher(inventory),
        // From small to large, since each sum is made of those before it.
        Rollup.PODS,
        Rollup.NAMESPACES,
        Rollup.NODES,
        Rollup.CLUSTER,
        // Last: a node's reserved share needs the requests summed into it.
        new NodeAutoscalingEnricher(inventory, policy));
  }
}
