/**
 * From the nodes' samples to one columnar batch, with keys and labels kept from tick to tick. Read
 * {@link io.heapster.sources.kubelet.merge.BatchMerger} first.
 */
@NullMarked
package io.heapster.sources.kubelet.merge;

import org.jspecify.annotations.NullMarked;
