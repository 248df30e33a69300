/**
 * {@code metrics.k8s.io}: CPU and memory of nodes and pods. Start reading at {@link
 * io.heapster.api.k8s.groups.resource.ResourceMetricsEndpoint}.
 */
@NullMarked
package io.heapster.api.k8s.groups.resource;

import org.jspecify.annotations.NullMarked;
