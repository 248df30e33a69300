/**
 * What the cluster says of its kinds of objects and of the objects themselves, read from the API
 * server. Start reading at {@link io.heapster.api.k8s.cluster.DiscoveryMapper}.
 */
@NullMarked
package io.heapster.api.k8s.cluster;

import org.jspecify.annotations.NullMarked;
