/**
 * How kubelets write values: JSON objects, decimal numbers, points in time. Read {@link
 * io.heapster.sources.kubelet.wire.JsonAnswer} first.
 */
@NullMarked
package io.heapster.sources.kubelet.wire;

import org.jspecify.annotations.NullMarked;
