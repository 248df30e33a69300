/**
 * Recent batches in memory, for readers. Read {@link io.heapster.sinks.metric.MetricSink} first.
 */
@NullMarked
package io.heapster.sinks.metric;

import org.jspecify.annotations.NullMarked;
