package io.heapster.api.model;

import io.heapster.api.http.ApiException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code bucket=<n><unit>}, and complains in Heapster's words. */
final class BucketSize {
  private static final Pattern SUFFIX = Pattern.compile("(.*?)(ms|s|m|h|d)", Pattern.DOTALL);
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private BucketSize() {}

  /**
   * The duration; zero for an empty text.
   *
   * @throws ApiException 400 when it is none
   */
  static Duration parse(String text) {
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    if (text.length() < 2) {
      throw problem(text, "is too short to be a duration");
    }
    Matcher parts = SUFFIX.matcher(text);
    if (!parts.matches()) {
      throw problem(text, "has no known duration suffix");
    }
    Duration unit = UNITS.getOrDefault(parts.group(2), Duration.ZERO);
    return times(text, unit, integer(parts.group(1)));
  }

  private static Duration times(String text, Duration unit, long number) {
    if (number < 0) {
      throw problem(text, "is negative");
    }
    try {
      Duration size = unit.multipliedBy(number);
      // Nanoseconds in 64 bits, as they stand in the answer.
      return Duration.ofNanos(size.toNanos());
    } catch (ArithmeticException e) {
      throw problem(text, "is longer than 292 years");
    }
  }

  private static long integer(String digits) {
    if (!INTEGER.matcher(digits).matches()) {
      throw ApiException.badRequest("strconv.ParseInt: parsing \"" + digits + "\": invalid syntax");
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "strconv.ParseInt: parsing \"" + digits + "\": value out of range");
    }
  }

  private static ApiException problem(String text, String reason) {
    return ApiException.badRequest("unable to parse bucket size: \"" + text + "\" " + reason);
  }
}
