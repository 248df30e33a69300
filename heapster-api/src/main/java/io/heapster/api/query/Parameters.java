package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.QueryString;
import io.heapster.api.http.Request;
import io.heapster.api.model.GoTimestamp;
import io.heapster.core.config.NearestName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of a question, read strictly: whatever is unknown, malformed, out of bounds or
 * given too often is a 400 that names the parameter, the value and what is allowed. An empty value
 * is none.
 */
final class Parameters {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private final QueryString query;

  private Parameters(QueryString query) {
    this.query = query;
  }

  /**
   * @param known names of all parameters that the route has
   * @throws ApiException 400 for any other
   */
  static Parameters of(Request request, List<String> known) {
    QueryString query = request.query();
    for (String pair : query.leftOut()) {
      throw ApiException.badRequest(
          "\"" + pair + "\" is not well percent-encoded; a percent sign itself is sent as %25");
    }
    for (String key : query.keys()) {
      if (!known.contains(key)) {
        throw ApiException.badRequest(
            "unknown parameter \"%s\"%s; the parameters here are %s"
                .formatted(key, NearestName.hint(key, known), String.join(", ", known)));
      }
    }
    return new Parameters(query);
  }

  /** The one value; empty when absent. */
  String text(String name) {
    List<String> given = query.all(name);
    if (given.size() > 1) {
      throw ApiException.badRequest(
          "%s is given %d times; give it once".formatted(name, given.size()));
    }
    return query.get(name);
  }

  /** A whole number within bounds. */
  int number(String name, int absent, int least, int most) {
    String given = text(name);
    if (given.isEmpty()) {
      return absent;
    }
    int number = DIGITS.matcher(given).matches() ? Integer.parseInt(given) : -1;
    if (number < least || number > most) {
      throw problem(name, given, "expected a whole number from " + least + " to " + most);
    }
    return number;
  }

  /** The values of a parameter that may be given several times. */
  List<String> all(String name, int most) {
    return bounded(name, query.all(name).stream().filter(value -> !value.isEmpty()).toList(), most);
  }

  /** The parts of a list separated by commas. */
  List<String> list(String name, int most) {
    String given = text(name);
    return given.isEmpty() ? List.of() : bounded(name, Arrays.asList(given.split(",", -1)), most);
  }

  /** A time, as RFC 3339 writes it. */
  Optional<Instant> time(String name) {
    String given = text(name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(GoTimestamp.parse(given));
    } catch (ApiException _) {
      throw problem(
          name,
          given,
          "expected a time such as 2026-11-21T06:30:00Z; the + of an offset is sent as %2B");
    }
  }

  static ApiException problem(String name, String value, String reason) {
    return ApiException.badRequest(name + "=" + value + ": " + reason);
  }

  private static List<String> bounded(String name, List<String> values, int most) {
    if (values.size() > most) {
      throw ApiException.badRequest(
          "%s has %d values; at most %d are allowed".formatted(name, values.size(), most));
    }
    return values;
  }
}
