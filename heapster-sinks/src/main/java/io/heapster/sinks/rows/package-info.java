/**
 * What sinks that send rows (lines, documents, messages) have in common: one encoder fills chunks,
 * one sender sends them, what the far end refuses is found and set aside. Read {@link
 * io.heapster.sinks.rows.RowSink} first.
 */
@NullMarked
package io.heapster.sinks.rows;

import org.jspecify.annotations.NullMarked;
