/** Batches as StatsD gauges. Read {@link io.heapster.sinks.statsd.StatsdConfig} first. */
@NullMarked
package io.heapster.sinks.statsd;

import org.jspecify.annotations.NullMarked;
