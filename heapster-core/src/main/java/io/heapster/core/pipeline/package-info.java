/**
 * The loop: scrape, process, hand over, once a resolution. Read {@link
 * io.heapster.core.pipeline.Manager} first.
 */
@NullMarked
package io.heapster.core.pipeline;

import org.jspecify.annotations.NullMarked;
