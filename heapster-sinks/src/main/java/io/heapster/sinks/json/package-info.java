/**
 * JSON as Heapster wrote it, byte by byte, for the sinks that must. Read {@link
 * io.heapster.sinks.json.JsonBytes} first.
 */
@NullMarked
package io.heapster.sinks.json;

import org.jspecify.annotations.NullMarked;
