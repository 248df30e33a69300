package io.heapster.sinks.testing;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricSet;
import io.heapster.core.model.MetricValue;
import java.util.ArrayList;
import java.util.List;

/**
 * One value of a batch with all that belongs to it.
 *
 * @param device {@link Labels#EMPTY} for a plain metric
 */
public record FlatValue(MetricSet set, Metric metric, Labels device, MetricValue value) {

  /** Every value of a batch, read through the friendly face of its tables. */
  public static List<FlatValue> of(DataBatch batch) {
    var all = new ArrayList<FlatValue>();
    batch.forEach(set -> {
      set.forEachMetric(
          (metric, value) -> all.add(new FlatValue(set, metric, Labels.EMPTY, value)));
      set.forEachLabeled(
          (metric, device, value) -> all.add(new FlatValue(set, metric, device, value)));
    });
    return all;
  }

  /** Labels of the entity and the device; the device's win. */
  public Labels labels() {
    return set.labels().with(device.asMap());
  }
}
