/**
 * Batches as line protocol, to InfluxDB 1.x and to the v2 API of later servers. Read {@link
 * io.heapster.sinks.influxdb.InfluxdbConfig} first.
 */
@NullMarked
package io.heapster.sinks.influxdb;

import org.jspecify.annotations.NullMarked;
