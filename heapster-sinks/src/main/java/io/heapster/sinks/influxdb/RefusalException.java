package io.heapster.sinks.influxdb;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server answered, and not with success. */
final class RefusalException extends IOException {
  private static final Pattern ERROR =
      Pattern.compile("\"(?:error|message)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final int LONGEST_REASON = 1000;

  private final int status;
  private final String reason;
  private final @Nullable String retryAfter;

  RefusalException(int status, String body, @Nullable String retryAfter) {
    super("answer " + status + ": " + reason(body));
    this.status = status;
    this.reason = reason(body);
    this.retryAfter = retryAfter;
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

  boolean says(String words) {
    return reason.toLowerCase(Locale.ROOT).contains(words);
  }

  /** The message in a JSON answer, else the answer itself. */
  private static String reason(String body) {
    Matcher error = ERROR.matcher(body);
    String text =
        error.find() ? error.group(1).replace("\\\"", "\"").replace("\\\\", "\\") : body.strip();
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
  }
}
