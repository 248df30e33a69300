/**
 * The binary form of one batch: compact, self-contained, checked byte by byte when read. Read
 * {@link io.heapster.sinks.codec.BatchEncoder} first; {@code docs/journal-format.md} has the
 * layout.
 */
@NullMarked
package io.heapster.sinks.codec;

import org.jspecify.annotations.NullMarked;
