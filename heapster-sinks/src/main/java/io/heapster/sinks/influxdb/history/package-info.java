/**
 * Questions about the past, answered from the InfluxDB 1.x that the sink writes to. Start reading
 * at {@link io.heapster.sinks.influxdb.history.InfluxdbHistory}.
 */
@NullMarked
package io.heapster.sinks.influxdb.history;

import org.jspecify.annotations.NullMarked;
