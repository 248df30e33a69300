/**
 * Sending rows over bare TCP connections and datagrams. Read {@link
 * io.heapster.sinks.socket.TcpLink} first.
 */
@NullMarked
package io.heapster.sinks.socket;

import org.jspecify.annotations.NullMarked;
