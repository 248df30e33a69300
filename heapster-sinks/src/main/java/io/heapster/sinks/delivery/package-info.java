/**
 * Batches on their way to the sinks: one ring of recent batches, one worker and one cursor per
 * sink. Read {@link io.heapster.sinks.delivery.Delivery} first, then {@code SinkWorker}.
 */
@NullMarked
package io.heapster.sinks.delivery;

import org.jspecify.annotations.NullMarked;
