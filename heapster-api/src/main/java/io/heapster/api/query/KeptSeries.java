package io.heapster.api.query;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.store.TimedValue;
import java.util.List;

/**
 * The kept values of one metric of one entity, or of one of its devices.
 *
 * @param device its labels; empty for a metric with one value per entity
 * @param values oldest first, one at least
 */
record KeptSeries(EntityKey entity, Metric metric, Labels device, List<TimedValue> values) {}
