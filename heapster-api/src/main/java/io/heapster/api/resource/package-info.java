/**
 * The resource metrics of nodes and pods below {@code /apis/metrics/v1alpha1}, as {@code kubectl
 * top} of old asked for them. Start reading at {@link
 * io.heapster.api.resource.ResourceMetricsRoutes}.
 */
@NullMarked
package io.heapster.api.resource;

import org.jspecify.annotations.NullMarked;
