/**
 * Where the outside comes in: kubelets, the Kubernetes API and the simulated cluster. Start reading
 * at {@code kubelet.KubeletSource}.
 */
@NullMarked
package io.heapster.sources;

import org.jspecify.annotations.NullMarked;
