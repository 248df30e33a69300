/**
 * Batches as lines of Graphite's plain text protocol. Read {@link
 * io.heapster.sinks.graphite.GraphiteConfig} first.
 */
@NullMarked
package io.heapster.sinks.graphite;

import org.jspecify.annotations.NullMarked;
