package io.heapster.sources.kubelet;

import io.heapster.core.inventory.NodeInfo;

/**
 * How a tick went for one node.
 *
 * @param tookMicros from the first request to the outcome; 0 for a node that was not asked
 */
record NodeResult(NodeInfo node, ScrapeOutcome outcome, int tookMicros) {
  boolean isScraped() {
    return outcome instanceof ScrapeOutcome.Scraped;
  }
}
