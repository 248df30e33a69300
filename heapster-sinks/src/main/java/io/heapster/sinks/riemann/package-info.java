/** Batches as events for Riemann. Read {@link io.heapster.sinks.riemann.RiemannConfig} first. */
@NullMarked
package io.heapster.sinks.riemann;

import org.jspecify.annotations.NullMarked;
