package io.heapster.core.store;

import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What readers may ask of recent and kept values. Thread-safe; every call answers at once from
 * memory, from what was published when the call began.
 */
public interface MetricStore {

  /** The newest batch. */
  Optional<DataBatch> latest();

  /** The complete batches still kept, oldest first. */
  List<DataBatch> recent();

  /**
   * The values of a plain metric, oldest first: from the long store for the metrics kept there,
   * else from the short store.
   *
   * @return empty for an unknown entity or metric
   */
  List<TimedValue> history(EntityKey key, String metric, TimeRange range);

  /**
   * The values of a labelled metric's series whose labels are exactly the given ones, oldest first,
   * from the short store.
   *
   * @return empty for an unknown entity, metric or device
   */
  List<TimedValue> labeledHistory(
      EntityKey key, String metric, Labels deviceLabels, TimeRange range);

  /** Names of the plain metrics that the entity had in any recent batch. */
  SortedSet<String> metricNames(EntityKey key);

  /**
   * The same answers as of now, however many batches come later: for who asks several questions
   * that must fit together. Costs nothing; holds the batches as long as it is held.
   */
  MetricStore snapshot();
}
