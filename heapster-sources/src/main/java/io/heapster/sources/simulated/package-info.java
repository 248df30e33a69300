/**
 * A simulated cluster that speaks the real wire, for the demo, the benchmarks and end-to-end tests.
 * Start reading at {@link io.heapster.sources.simulated.Simulator}.
 */
@NullMarked
package io.heapster.sources.simulated;

import org.jspecify.annotations.NullMarked;
