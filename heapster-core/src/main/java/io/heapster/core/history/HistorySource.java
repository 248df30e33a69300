package io.heapster.core.history;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import java.util.List;
import java.util.SortedSet;

/**
 * A database that remembers what a sink wrote. Thread-safe. Every call blocks until the database
 * has answered, so never call from an event loop; it ends within a time limit, and with a bounded
 * answer.
 */
public interface HistorySource {

  /**
   * The values asked for, or their aggregates.
   *
   * @return one series for each key of the query, in its order; empty for a key without values. A
   *     series of values has one column, one of aggregates a column for each aggregation
   * @throws HistoryException also for names that the database cannot hold
   */
  List<HistorySeries> read(HistoryQuery query) throws HistoryException;

  /**
   * Names of the metrics, plain and labelled, that an entity had in a range, or before or after;
   * none for an unknown one.
   */
  SortedSet<String> metricNames(EntityKey key, TimeRange range) throws HistoryException;

  /**
   * Names of the entities of a kind that had values in a range, or shortly before or after: nodes
   * and namespaces of the cluster, pods of a namespace, containers of a pod, system containers of a
   * node.
   *
   * @throws IllegalArgumentException when entities of that kind do not belong to such an owner
   */
  SortedSet<String> members(EntityKey owner, EntityKind kind, TimeRange range)
      throws HistoryException;
}
