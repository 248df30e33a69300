/**
 * The kubelets of the simulated cluster: {@link
 * io.heapster.sources.simulated.kubelet.KubeletServer} answers for all nodes, the writers make the
 * documents.
 */
@NullMarked
package io.heapster.sources.simulated.kubelet;

import org.jspecify.annotations.NullMarked;
