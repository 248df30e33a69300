/**
 * Batches to an OpenTelemetry collector, over HTTP in protobuf. Read {@link
 * io.heapster.sinks.otlp.OtlpConfig} first.
 */
@NullMarked
package io.heapster.sinks.otlp;

import org.jspecify.annotations.NullMarked;
