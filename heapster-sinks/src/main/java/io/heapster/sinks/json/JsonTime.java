package io.heapster.sinks.json;

import java.time.Instant;

/** Instants as RFC 3339, in UTC, fractions of seconds without zeros at their end. */
public final class JsonTime {
  private JsonTime() {}

  public static String text(Instant instant) {
    String text = instant.toString();
    int dot = text.indexOf('.');
    if (dot < 0) {
      return text;
    }
    int end = text.length() - 1;
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end) + "Z";
  }
}
