package io.heapster.sinks.influxdb;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server answered, and not with success. */
final class RefusalException extends IOException {
  private static final Pattern ERROR =
      Pattern.compile("\"(?:error|message)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([a-z ]*)\"");
  private static final int LONGEST_REASON = 1000;

  /** What the v1 API says when it read the lines, and some are not to its liking. */
  private static final List<String> ABOUT_LINES =
      List.of(
          "partial write",
          "unable to parse",
          "field type conflict",
          "beyond retention policy",
          "max-series-per-database",
          "max-values-per-tag",
          "key length exceeded",
          "time outside range");

  /** The same of the v2 API, by the code of its errors. */
  private static final List<String> CODES_ABOUT_LINES = List.of("invalid", "unprocessable entity");

  private final int status;
  private final String reason;
  private final boolean ofLines;
  private final @Nullable String retryAfter;
  private final @Nullable String location;

  /**
   * @param body as far as it is of interest
   * @param headers of the answer, by the names in the protocol
   */
  RefusalException(int status, String body, Function<String, @Nullable String> headers) {
    super("answer " + status + ": " + reason(body));
    this.status = status;
    this.reason = reason(body);
    this.ofLines = isOfLines(body, reason, headers.apply("X-Influxdb-Version"));
    this.retryAfter = headers.apply("Retry-After");
    this.location = headers.apply("Location");
  }

  int status() {
    return status;
  }

  /** Status and reason. */
  String answer() {
    return "answer " + status + ": " + reason;
  }

  /** As the server said it. */
  String reason() {
    return reason;
  }

  /** The header {@code Retry-After}. */
  @Nullable String retryAfter() {
    return retryAfter;
  }

  /** Where a redirection leads. */
  @Nullable String location() {
    return location;
  }

  /** Whether this is InfluxDB's own verdict on the lines, and not something else's. */
  boolean isOfLines() {
    return ofLines;
  }

  boolean says(String words) {
    return reason.toLowerCase(Locale.ROOT).contains(words);
  }

  private static boolean isOfLines(String body, String reason, @Nullable String version) {
    Matcher code = CODE.matcher(body);
    if (code.find() && CODES_ABOUT_LINES.contains(code.group(1))) {
      return true;
    }
    String said = reason.toLowerCase(Locale.ROOT);
    boolean own = version != null || ERROR.matcher(body).find();
    return own && ABOUT_LINES.stream().anyMatch(said::contains);
  }

  /** The message in a JSON answer, else the answer itself. */
  private static String reason(String body) {
    Matcher error = ERROR.matcher(body);
    String text =
        error.find() ? error.group(1).replace("\\\"", "\"").replace("\\\\", "\\") : body.strip();
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
  }
}
