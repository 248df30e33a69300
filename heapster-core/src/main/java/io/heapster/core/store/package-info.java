/** What readers may ask of recent and kept values: {@link io.heapster.core.store.MetricStore}. */
@NullMarked
package io.heapster.core.store;

import org.jspecify.annotations.NullMarked;
