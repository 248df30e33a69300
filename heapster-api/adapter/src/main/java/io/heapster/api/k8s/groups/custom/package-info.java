/**
 * {@code custom.metrics.k8s.io}: metrics of Kubernetes objects. Start reading at {@link
 * io.heapster.api.k8s.groups.custom.CustomMetricsEndpoint}.
 */
@NullMarked
package io.heapster.api.k8s.groups.custom;

import org.jspecify.annotations.NullMarked;
