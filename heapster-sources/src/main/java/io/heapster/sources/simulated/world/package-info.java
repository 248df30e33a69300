/**
 * The simulated world as a pure function of shape, faults and time: who exists, and what every
 * counter and gauge reads. Start reading at {@link
 * io.heapster.sources.simulated.world.SimulatedCluster}.
 */
@NullMarked
package io.heapster.sources.simulated.world;

import org.jspecify.annotations.NullMarked;
