/**
 * One node's answer as decoded: {@link io.heapster.sources.kubelet.sample.NodeSample}, and the
 * strings that its scrapes share: {@link io.heapster.sources.kubelet.sample.NodeNames}.
 */
@NullMarked
package io.heapster.sources.kubelet.sample;

import org.jspecify.annotations.NullMarked;
