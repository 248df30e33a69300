/**
 * Reads the answers of {@code /stats/container/}, cAdvisor's JSON, which kubelets gave until 1.20.
 * Read {@link io.heapster.sources.kubelet.cadvisor.ContainerStatsDecoder} first.
 */
@NullMarked
package io.heapster.sources.kubelet.cadvisor;

import org.jspecify.annotations.NullMarked;
