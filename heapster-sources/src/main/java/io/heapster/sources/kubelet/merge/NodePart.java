package io.heapster.sources.kubelet.merge;

import io.heapster.core.inventory.NodeInfo;
import io.heapster.sources.kubelet.sample.NodeSample;

/**
 * What one node adds to a tick's batch.
 *
 * @param sample owned by the merge until it returns; entities of it may be dropped there
 * @param schedulableLabel whether the node's labels tell if it is cordoned, as they do for values
 *     read from {@code /stats/container/}
 */
public record NodePart(NodeInfo node, NodeSample sample, boolean schedulableLabel) {}
