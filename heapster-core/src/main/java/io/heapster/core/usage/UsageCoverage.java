package io.heapster.core.usage;

import java.util.List;

/**
 * How much of the cluster has values.
 *
 * @param nodes that are asked
 * @param servedNodes with values of their own
 * @param servedContainers with values
 * @param fullLaneNodes whose kubelet cannot be asked this way
 * @param failures nodes whose last scrape failed, by outcome, most nodes first
 */
public record UsageCoverage(
    int nodes, int servedNodes, int servedContainers, int fullLaneNodes, List<Failure> failures) {

  /**
   * Nodes that failed in the same way.
   *
   * @param outcome e.g. {@code unreachable}
   * @param first what happened at one of them
   */
  public record Failure(String outcome, int nodes, String first) {}

  public UsageCoverage {
    failures = List.copyOf(failures);
  }

  /** Whether both nodes and containers can be served. */
  public boolean isServing() {
    return servedNodes > 0 && servedContainers > 0;
  }
}
