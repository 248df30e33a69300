/**
 * What every kind of sink offers the daemon and is given by it. Read {@link
 * io.heapster.sinks.kind.SinkKind} first.
 */
@NullMarked
package io.heapster.sinks.kind;

import org.jspecify.annotations.NullMarked;
