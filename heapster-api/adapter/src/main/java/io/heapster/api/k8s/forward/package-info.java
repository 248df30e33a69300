/**
 * Metrics that another adapter has, answered here: the API groups have room for one server each,
 * and this one asks the others; public API. Start reading at {@link
 * io.heapster.api.k8s.forward.ForwardTarget}.
 */
@NullMarked
package io.heapster.api.k8s.forward;

import org.jspecify.annotations.NullMarked;
