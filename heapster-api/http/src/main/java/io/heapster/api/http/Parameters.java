package io.heapster.api.http;

import io.heapster.core.config.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The parameters of a question, read strictly: whatever is unknown, malformed, out of bounds or
 * given too often is a 400 that names the parameter, the value and what is allowed. An empty value
 * is none. Immutable.
 */
public final class Parameters {
  /** More of a value is not given back in a message. */
  private static final int MOST_SHOWN = 100;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private final QueryString query;

  private Parameters(QueryString query) {
    this.query = query;
  }

  /**
   * @param known names of all parameters that the route has
   * @throws ApiException 400 for any other
   */
  public static Parameters of(Request request, List<String> known) {
    QueryString query = request.query();
    for (String pair : query.leftOut()) {
      throw ApiException.badRequest(
          "\""
              + shown(pair)
              + "\" is not well percent-encoded; a percent sign itself is sent as %25");
    }
    for (String key : query.keys()) {
      if (!known.contains(key)) {
        throw ApiException.badRequest(
            "unknown parameter \"%s\"%s; %s"
                .formatted(
                    shown(key),
                    NearestName.hint(key, known),
                    known.isEmpty()
                        ? "there are none here"
                        : "the parameters here are " + String.join(", ", known)));
      }
    }
    return new Parameters(query);
  }

  /** The one value; empty when absent. */
  public String text(String name) {
    List<String> given = query.all(name);
    if (given.size() > 1) {
      throw ApiException.badRequest(
          "%s is given %d times; give it once".formatted(name, given.size()));
    }
    return query.get(name);
  }

  /** A whole number within bounds. */
  public int number(String name, int absent, int least, int most) {
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
  public List<String> all(String name, int most) {
    return bounded(name, query.all(name).stream().filter(value -> !value.isEmpty()).toList(), most);
  }

  /** The parts of a list separated by commas. */
  public List<String> list(String name, int most) {
    String given = text(name);
    return given.isEmpty() ? List.of() : bounded(name, Arrays.asList(given.split(",", -1)), most);
  }

  /** A 400 that names parameter, value and reason; a long value is cut. */
  public static ApiException problem(String name, String value, String reason) {
    return ApiException.badRequest(name + "=" + shown(value) + ": " + reason);
  }

  /** What a caller sent as it may stand in a message: cut, with its length, when it is long. */
  public static String shown(String given) {
    return given.length() <= MOST_SHOWN
        ? given
        : "%s... (%d characters)".formatted(given.substring(0, MOST_SHOWN), given.length());
  }

  private static List<String> bounded(String name, List<String> values, int most) {
    if (values.size() > most) {
      throw ApiException.badRequest(
          "%s has %d values; at most %d are allowed".formatted(name, values.size(), most));
    }
    return values;
  }
}
