/**
 * Quantities, times and durations in Kubernetes' texts, written without garbage. Start reading at
 * {@link io.heapster.api.k8s.groups.value.QuantityText}.
 */
@NullMarked
package io.heapster.api.k8s.groups.value;

import org.jspecify.annotations.NullMarked;
