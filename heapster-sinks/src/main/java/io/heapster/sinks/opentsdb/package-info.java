/**
 * Batches as data points for OpenTSDB. Read {@link io.heapster.sinks.opentsdb.OpenTsdbConfig}
 * first.
 */
@NullMarked
package io.heapster.sinks.opentsdb;

import org.jspecify.annotations.NullMarked;
