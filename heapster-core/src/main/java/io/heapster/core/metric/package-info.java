/**
 * The words of the field: what is measured ({@link io.heapster.core.metric.Metric}), of what
 * ({@link io.heapster.core.metric.EntityKind}) and with which labels ({@link
 * io.heapster.core.metric.LabelKeys}). Read {@link io.heapster.core.metric.MetricCatalog} first.
 */
@NullMarked
package io.heapster.core.metric;

import org.jspecify.annotations.NullMarked;
