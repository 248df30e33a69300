/**
 * The Kubernetes API as this daemon uses it: where it is and how to be let in ({@link
 * io.heapster.sources.kube.ApiAccess}), and the picture of nodes, pods and namespaces which watches
 * keep in step ({@link io.heapster.sources.kube.KubeInventory}). Start reading at the inventory.
 */
@NullMarked
package io.heapster.sources.kube;

import org.jspecify.annotations.NullMarked;
