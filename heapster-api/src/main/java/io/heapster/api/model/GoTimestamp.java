package io.heapster.api.model;

import io.heapster.api.http.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads RFC 3339 timestamps as strictly as Go does, and complains in its words, which clients of
 * old show to people.
 */
public final class GoTimestamp {
  private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";

  /** A part of the layout: how Go names it and what it looks like. */
  private record Part(String name, Pattern form) {
    Part(String name, String form) {
      this(name, Pattern.compile(form));
    }
  }

  private static final List<Part> PARTS =
      List.of(
          new Part("2006", "\\d{4}"),
          new Part("-", "-"),
          new Part("01", "\\d{2}"),
          new Part("-", "-"),
          new Part("02", "\\d{2}"),
          new Part("T", "T"),
          new Part("15", "\\d{2}"),
          new Part(":", ":"),
          new Part("04", "\\d{2}"),
          new Part(":", ":"),
          new Part("05", "\\d{2}(\\.\\d{1,9})?\\d*"),
          new Part("Z07:00", "Z|[+-]\\d{2}:\\d{2}"));

  private GoTimestamp() {}

  /**
   * Reads a timestamp.
   *
   * @throws ApiException 400 when it is none
   */
  public static Instant parse(String text) {
    Matcher matcher = PARTS.getFirst().form().matcher(text);
    int at = 0;
    for (Part part : PARTS) {
      matcher.usePattern(part.form()).region(at, text.length());
      if (!matcher.lookingAt()) {
        throw problem(
            text, ": cannot parse " + quoted(text.substring(at)) + " as " + quoted(part.name()));
      }
      at = matcher.end();
    }
    if (at < text.length()) {
      throw problem(text, ": extra text: " + quoted(text.substring(at)));
    }
    try {
      return OffsetDateTime.parse(nanosAtMost(text)).toInstant();
    } catch (DateTimeException e) {
      throw problem(text, ": out of range");
    }
  }

  /** Cuts digits past the nanosecond. */
  private static String nanosAtMost(String text) {
    return text.replaceFirst("(\\.\\d{9})\\d+", "$1");
  }

  private static ApiException problem(String text, String reason) {
    return ApiException.badRequest(
        "timestamp argument cannot be parsed: parsing time "
            + quoted(text)
            + " as "
            + quoted(LAYOUT)
            + reason);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
