/**
 * Whose certificates the sinks' clients believe; comparing names of hosts is each client's own
 * business. Read {@link io.heapster.sinks.tls.ServerTrust} first.
 */
@NullMarked
package io.heapster.sinks.tls;

import org.jspecify.annotations.NullMarked;
