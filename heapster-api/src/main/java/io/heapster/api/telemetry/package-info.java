/**
 * The daemon's metrics about itself in the text form of Prometheus, 0.0.4. Start reading at {@link
 * io.heapster.api.telemetry.TelemetryRoutes}.
 */
@NullMarked
package io.heapster.api.telemetry;

import org.jspecify.annotations.NullMarked;
