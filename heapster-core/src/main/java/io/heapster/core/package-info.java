/**
 * The words of Heapster (metrics, entities, batches) and the loop that moves them. Start reading at
 * {@code pipeline.Manager}; this module knows the JDK, slf4j and Dropwizard metrics only.
 */
@NullMarked
package io.heapster.core;

import org.jspecify.annotations.NullMarked;
