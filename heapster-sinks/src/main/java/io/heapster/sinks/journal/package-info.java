/**
 * What the sinks still have to get, on disk: an append-only journal in segments, one durable cursor
 * per sink, rows that a sink refused for good, and the orders that an operator gives about them.
 * Payloads are opaque bytes here. Read {@link io.heapster.sinks.journal.Journal} first, then {@code
 * SegmentFormat} and {@link io.heapster.sinks.journal.CursorState}.
 */
@NullMarked
package io.heapster.sinks.journal;

import org.jspecify.annotations.NullMarked;
