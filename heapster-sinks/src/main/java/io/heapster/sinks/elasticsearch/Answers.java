package io.heapster.sinks.elasticsearch;

import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.elasticsearch.SearchTransport.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What an answer with an error status means for what is to be done next. */
final class Answers {
  private static final int MOST_TEXT = 500;

  private final TimeSource time;

  Answers(TimeSource time) {
    this.time = time;
  }

  /** What to throw for an answer whose status is an error. */
  IOException failure(String request, Answer answer) {
    String told = request + " was answered " + answer.status() + " " + text(answer);
    return switch (answer.status()) {
      case 401 -> new SinkHeldException(told + ": check esUserName and esUserSecret, or give them");
      case 403 ->
          new SinkHeldException(
              told + ": give the user the right to create, index and write to the index");
      case 404, 405, 406, 415 ->
          new SinkHeldException(told + ": is there a search server at the address of the sink?");
      case 429, 503 -> new RetryLaterException(told, retryAfter(answer.retryAfter()));
      default -> new IOException(told);
    };
  }

  /** The first of the body, on one line. */
  static String text(Answer answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "...";
  }

  /** Seconds or a date, as HTTP has it; null when it is neither or in the past. */
  private @Nullable Duration retryAfter(String header) {
    try {
      Duration after =
          header.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(header))
              : Duration.between(
                  time.now(),
                  ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return after.isPositive() ? after : null;
    } catch (NumberFormatException | DateTimeException e) {
      // An answer without a wish that can be read is one without a wish.
      return null;
    }
  }
}
