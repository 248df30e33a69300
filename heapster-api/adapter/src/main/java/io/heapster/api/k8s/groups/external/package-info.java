/**
 * {@code external.metrics.k8s.io}: metrics that belong to no object. Start reading at {@link
 * io.heapster.api.k8s.groups.external.ExternalMetricsEndpoint}.
 */
@NullMarked
package io.heapster.api.k8s.groups.external;

import org.jspecify.annotations.NullMarked;
