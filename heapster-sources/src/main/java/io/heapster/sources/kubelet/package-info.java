/**
 * Reads every kubelet once a tick: {@link io.heapster.sources.kubelet.KubeletSource} fans out over
 * the nodes, each {@link io.heapster.sources.kubelet.ScrapeLane} works off its share on one event
 * loop, and what came back is merged into one batch.
 */
@NullMarked
package io.heapster.sources.kubelet;

import org.jspecify.annotations.NullMarked;
