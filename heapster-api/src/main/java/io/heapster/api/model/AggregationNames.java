package io.heapster.api.model;

import io.heapster.api.http.ApiException;
import io.heapster.core.history.Aggregation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Aggregations as they are named in paths. */
final class AggregationNames {
  private static final Map<String, Aggregation> BY_NAME =
      Map.of(
          "average", Aggregation.AVERAGE,
          "max", Aggregation.MAX,
          "min", Aggregation.MIN,
          "median", Aggregation.MEDIAN,
          "count", Aggregation.COUNT,
          "50-perc", Aggregation.PERCENTILE_50,
          "95-perc", Aggregation.PERCENTILE_95,
          "99-perc", Aggregation.PERCENTILE_99);

  private AggregationNames() {}

  /**
   * The aggregations of a comma-separated list; one that is named twice counts once.
   *
   * @throws ApiException 400 for a name that is none
   */
  static List<Aggregation> parse(String list) {
    var aggregations = new LinkedHashSet<Aggregation>();
    for (String name : list.split(",", -1)) {
      @Nullable Aggregation aggregation = BY_NAME.get(name);
      if (aggregation == null) {
        throw ApiException.badRequest("Unknown aggregation \"" + name + '"');
      }
      aggregations.add(aggregation);
    }
    return List.copyOf(aggregations);
  }
}
