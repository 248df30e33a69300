package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.api.http.Request;
import io.heapster.api.model.GoTimestamp;
import io.heapster.core.config.NearestName;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose kept values are asked for.
 *
 * @param entities one at least, each once
 * @param metrics plain ones and such with a value per device; empty asks for all that the one
 *     entity has
 * @param start as given; empty when not
 * @param end likewise
 */
record RangeQuestion(
    List<EntityKey> entities,
    List<Metric> metrics,
    Optional<Instant> start,
    Optional<Instant> end) {
  private static final int MOST_ENTITIES = 100;
  private static final List<String> PARAMETERS = List.of("entity", "metric", "start", "end");

  /**
   * @throws ApiException 400 for whatever is wrong
   */
  static RangeQuestion of(Request request) {
    var parameters = Parameters.of(request, PARAMETERS);
    List<EntityKey> entities =
        parameters.all("entity", MOST_ENTITIES).stream()
            .map(text -> EntityKeys.parse("entity", text))
            .distinct()
            .toList();
    List<Metric> metrics =
        parameters.all("metric", TableQuestion.MOST_METRICS).stream()
            .map(RangeQuestion::metric)
            .distinct()
            .toList();
    if (entities.isEmpty()) {
      throw ApiException.badRequest("entity is missing; expected 1 to " + MOST_ENTITIES);
    }
    if (metrics.isEmpty() && entities.size() > 1) {
      throw ApiException.badRequest(
          "metric is missing; it may be left out for a single entity only, but there are "
              + entities.size());
    }
    return new RangeQuestion(entities, metrics, time(parameters, "start"), time(parameters, "end"))
        .checked();
  }

  private static Metric metric(String name) {
    if (name.startsWith(Metric.CUSTOM_PREFIX)) {
      return Metric.custom(name.substring(Metric.CUSTOM_PREFIX.length()), MetricKind.GAUGE);
    }
    List<String> names =
        Stream.concat(MetricCatalog.PLAIN.stream(), MetricCatalog.LABELED.stream())
            .map(Metric::name)
            .toList();
    return MetricCatalog.find(name)
        .orElseThrow(() ->
            Parameters.problem(
                "metric",
                name,
                "no metric that is kept%s; the metrics are listed in docs/metrics.md"
                    .formatted(NearestName.hint(name, names))));
  }

  /** A time, as RFC 3339 writes it. */
  private static Optional<Instant> time(Parameters parameters, String name) {
    String given = parameters.text(name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(GoTimestamp.parse(given));
    } catch (ApiException _) {
      throw Parameters.problem(
          name,
          given,
          "expected a time such as 2026-11-21T06:30:00Z; the + of an offset is sent as %2B");
    }
  }

  private RangeQuestion checked() {
    if (start.isPresent() && end.isPresent() && start.get().isAfter(end.get())) {
      throw Parameters.problem("start", start.get().toString(), "is after end=" + end.get());
    }
    return this;
  }

  TimeRange range() {
    return new TimeRange(start.orElse(Instant.MIN), end.orElse(Instant.MAX));
  }
}
