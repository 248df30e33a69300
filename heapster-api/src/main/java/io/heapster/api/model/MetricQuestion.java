package io.heapster.api.model;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.QueryString;
import io.heapster.api.http.Request;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.store.MetricStore;
import io.heapster.core.store.TimeRange;
import io.heapster.core.store.TimedValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which values of an entity are asked for.
 *
 * @param deviceLabels null asks for the plain metric, else for the labelled series of that device
 */
record MetricQuestion(String metric, @Nullable Labels deviceLabels, TimeRange range) {
  /** Names that old autoscalers use. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "cpu-usage", "cpu/usage_rate",
          "cpu-limit", "cpu/limit",
          "memory-limit", "memory/limit",
          "memory-usage", "memory/usage",
          "memory-working", "memory/working_set");

  /** Go's zero time: earlier than every batch. */
  static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

  /**
   * Reads the metric's name and the {@code start}, {@code end} and {@code labels} of a request.
   *
   * @throws ApiException 400 when one of them is malformed
   */
  static MetricQuestion of(Request request, Instant now) {
    String name = request.parameter("metric-name");
    QueryString query = request.query();
    var range = new TimeRange(time(query, "start", BEGINNING), time(query, "end", now));
    return new MetricQuestion(realName(name), labels(query.get("labels")), range);
  }

  /** The name that stands behind an alias. */
  static String realName(String name) {
    return ALIASES.getOrDefault(name, name);
  }

  List<TimedValue> ask(MetricStore store, EntityKey key) {
    Labels device = deviceLabels;
    return device == null
        ? store.history(key, metric, range)
        : store.labeledHistory(key, metric, device, range);
  }

  /**
   * A time of the query.
   *
   * @throws ApiException 400 when it is malformed
   */
  static Instant time(QueryString query, String key, Instant absent) {
    String text = query.get(key);
    return text.isEmpty() ? absent : GoTimestamp.parse(text);
  }

  /**
   * The labels of the query; null when none are given.
   *
   * @throws ApiException 400 when they are malformed
   */
  static @Nullable Labels labels(String text) {
    if (text.isEmpty()) {
      return null;
    }
    var pairs = new HashMap<String, String>();
    for (String pair : text.split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon <= 0 || colon == pair.length() - 1) {
        throw ApiException.badRequest("invalid label pair \"" + pair + '"');
      }
      pairs.put(pair.substring(0, colon), pair.substring(colon + 1));
    }
    return Labels.of(pairs);
  }
}
