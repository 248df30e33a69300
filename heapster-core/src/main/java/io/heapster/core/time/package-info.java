/** Wall and elapsed time as an argument: {@link io.heapster.core.time.TimeSource}. */
@NullMarked
package io.heapster.core.time;

import org.jspecify.annotations.NullMarked;
