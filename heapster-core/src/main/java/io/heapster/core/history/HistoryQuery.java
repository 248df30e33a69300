package io.heapster.core.history;

import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.store.TimeRange;
import java.time.Duration;
import java.util.List;

/**
 * Which values of the past are asked for.
 *
 * @param keys entities, all of one kind; one may stand there twice
 * @param metric name of a plain or labelled metric
 * @param deviceLabels labels the values must carry; without any, values of all devices of a
 *     labelled metric answer together
 * @param range both ends included
 * @param aggregations empty asks for the values themselves; each stands there once
 * @param bucket time that is aggregated into one, counted from the epoch; zero aggregates the whole
 *     range
 */
public record HistoryQuery(
    List<EntityKey> keys,
    String metric,
    Labels deviceLabels,
    TimeRange range,
    List<Aggregation> aggregations,
    Duration bucket) {

  public HistoryQuery {
    keys = List.copyOf(keys);
    aggregations = List.copyOf(aggregations);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no entity is asked for");
    }
    if (keys.stream().map(EntityKey::kind).distinct().count() > 1) {
      throw new IllegalArgumentException("entities of several kinds are asked for: " + keys);
    }
    if (aggregations.stream().distinct().count() < aggregations.size()) {
      throw new IllegalArgumentException("an aggregation is asked for twice: " + aggregations);
    }
    if (bucket.isNegative()) {
      throw new IllegalArgumentException("bucket " + bucket + " is negative");
    }
  }

  /** Asks for the values themselves. */
  public static HistoryQuery values(
      List<EntityKey> keys, String metric, Labels deviceLabels, TimeRange range) {
    return new HistoryQuery(keys, metric, deviceLabels, range, List.of(), Duration.ZERO);
  }

  /** Whether the values themselves are asked for. */
  public boolean isRaw() {
    return aggregations.isEmpty();
  }
}
