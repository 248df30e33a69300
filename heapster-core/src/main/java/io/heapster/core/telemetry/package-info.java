/**
 * The daemon's metrics about itself. Read {@link io.heapster.core.telemetry.SelfMetric} for the
 * names, {@link io.heapster.core.telemetry.Telemetry} for the use.
 */
@NullMarked
package io.heapster.core.telemetry;

import org.jspecify.annotations.NullMarked;
