/**
 * What the last ticks did and how long it took them, for readers on any thread. Read {@link
 * io.heapster.core.ticklog.TickLog} first, then {@link io.heapster.core.ticklog.TickRecord}.
 */
@NullMarked
package io.heapster.core.ticklog;

import org.jspecify.annotations.NullMarked;
