package io.heapster.api.model;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.QueryString;
import io.heapster.api.http.Request;
import io.heapster.core.history.Aggregation;
import io.heapster.core.history.HistoryQuery;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values of the past a request asks for.
 *
 * @param start excluded, as Heapster did
 * @param end excluded
 * @param bucket zero aggregates the whole range
 * @param aggregations empty asks for the values themselves
 */
record HistoryQuestion(
    String metric,
    Instant start,
    Instant end,
    Duration bucket,
    List<Aggregation> aggregations,
    Labels deviceLabels) {

  HistoryQuestion {
    aggregations = List.copyOf(aggregations);
  }

  /**
   * Reads a request for values.
   *
   * @throws ApiException 400 when {@code start} is missing, or something is malformed
   */
  static HistoryQuestion ofValues(Request request, Instant now) {
    TimeRange range = range(request.query(), now);
    return of(request, range, Duration.ZERO, List.of());
  }

  /**
   * Reads a request for aggregates.
   *
   * @throws ApiException 400 when {@code start} is missing, or something is malformed
   */
  static HistoryQuestion ofAggregates(Request request, Instant now) {
    TimeRange range = range(request.query(), now);
    Duration bucket = BucketSize.parse(request.query().get("bucket"));
    return of(request, range, bucket, AggregationNames.parse(request.parameter("aggregations")));
  }

  private static HistoryQuestion of(
      Request request, TimeRange range, Duration bucket, List<Aggregation> aggregations) {
    @Nullable Labels labels = MetricQuestion.labels(request.query().get("labels"));
    return new HistoryQuestion(
        MetricQuestion.realName(request.parameter("metric-name")),
        range.start(),
        range.end(),
        bucket,
        aggregations,
        labels == null ? Labels.EMPTY : labels);
  }

  private static TimeRange range(QueryString query, Instant now) {
    Instant start = MetricQuestion.time(query, "start", MetricQuestion.BEGINNING);
    Instant end = MetricQuestion.time(query, "end", now);
    if (start.equals(MetricQuestion.BEGINNING)) {
      throw ApiException.badRequest("no start time (or a start time of zero) provided");
    }
    return new TimeRange(start, end);
  }

  boolean isRaw() {
    return aggregations.isEmpty();
  }

  HistoryQuery about(List<EntityKey> keys) {
    var between = new TimeRange(start.plusNanos(1), end.minusNanos(1));
    return new HistoryQuery(keys, metric, deviceLabels, between, aggregations, bucket);
  }
}
