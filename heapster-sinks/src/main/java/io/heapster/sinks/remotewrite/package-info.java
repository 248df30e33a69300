/**
 * Batches to Prometheus and to all that speak its remote write protocol, version 1.0. Read {@link
 * io.heapster.sinks.remotewrite.RemoteWriteConfig} first.
 */
@NullMarked
package io.heapster.sinks.remotewrite;

import org.jspecify.annotations.NullMarked;
