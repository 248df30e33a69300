/**
 * Reads the answers of {@code /metrics/resource}: CPU, working set and swap as Prometheus text.
 * Read {@link io.heapster.sources.kubelet.resource.ResourceMetricsDecoder} first.
 */
@NullMarked
package io.heapster.sources.kubelet.resource;

import org.jspecify.annotations.NullMarked;
