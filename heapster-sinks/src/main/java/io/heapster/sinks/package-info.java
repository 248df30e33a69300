/**
 * Where batches go: kept in memory for readers, or sent to other systems. Start reading at {@link
 * io.heapster.sinks.SinkCatalog} for what there is, and at {@code metric.MetricSink}.
 */
@NullMarked
package io.heapster.sinks;

import org.jspecify.annotations.NullMarked;
