/**
 * The light lane: asks every kubelet for {@code /metrics/resource} each few seconds and keeps what
 * a rate needs, for {@code metrics.k8s.io}. Read {@link
 * io.heapster.sources.kubelet.light.LightLane} first, then {@link
 * io.heapster.sources.kubelet.light.PointTable}, which has the rules of rates.
 */
@NullMarked
package io.heapster.sources.kubelet.light;

import org.jspecify.annotations.NullMarked;
