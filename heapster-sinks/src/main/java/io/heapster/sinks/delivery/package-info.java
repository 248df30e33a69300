/**
 * Batches on their way to the sinks: one journal, one ring of recent batches in front of it, one
 * worker and one cursor per sink. Read {@link io.heapster.sinks.delivery.Delivery} first, then
 * {@code SinkWorker} and {@code LaneSchedule}.
 */
@NullMarked
package io.heapster.sinks.delivery;

import org.jspecify.annotations.NullMarked;
