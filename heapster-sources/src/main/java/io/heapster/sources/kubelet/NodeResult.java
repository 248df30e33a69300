package io.heapster.sources.kubelet;

import io.heapster.core.inventory.NodeInfo;

/** How a tick went for one node. */
record NodeResult(NodeInfo node, ScrapeOutcome outcome) {
  boolean isScraped() {
    return outcome instanceof ScrapeOutcome.Scraped;
  }
}
