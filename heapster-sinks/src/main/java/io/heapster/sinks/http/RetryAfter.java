package io.heapster.sinks.http;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After}: seconds or a date. A day is the longest that is listened to. */
final class RetryAfter {
  static final Duration LONGEST = Duration.ofDays(1);

  /** Longer numbers are a day anyway, and not worth reading. */
  private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]{1,100}");

  private RetryAfter() {}

  /** How long from now, from nothing to a day; empty when the text is neither. */
  static Optional<Duration> parse(String text, Instant now) {
    String bare = text.strip();
    if (SECONDS.matcher(bare).matches()) {
      var seconds = new BigInteger(bare).min(BigInteger.valueOf(LONGEST.toSeconds()));
      return Optional.of(Duration.ofSeconds(seconds.max(BigInteger.ZERO).longValue()));
    }
    try {
      Instant at = ZonedDateTime.parse(bare, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      if (!at.isAfter(now)) {
        return Optional.of(Duration.ZERO);
      }
      return Optional.of(at.isAfter(now.plus(LONGEST)) ? LONGEST : Duration.between(now, at));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
