/** Batches as text for people, in the log. Read {@link io.heapster.sinks.log.LogSink} first. */
@NullMarked
package io.heapster.sinks.log;

import org.jspecify.annotations.NullMarked;
