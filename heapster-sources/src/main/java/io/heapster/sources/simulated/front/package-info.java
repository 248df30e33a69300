/**
 * What stands before the objects of the simulated cluster, as in kube-apiserver: who asks, whether
 * they may, and the aggregation layer that hands requests on to API servers behind. Start reading
 * at {@link io.heapster.sources.simulated.front.FrontDoor}.
 */
@NullMarked
package io.heapster.sources.simulated.front;

import org.jspecify.annotations.NullMarked;
