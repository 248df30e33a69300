/**
 * What nodes and containers use now, fresher than the last tick, for {@code metrics.k8s.io}: {@link
 * io.heapster.core.usage.UsageStore}.
 */
@NullMarked
package io.heapster.core.usage;

import org.jspecify.annotations.NullMarked;
