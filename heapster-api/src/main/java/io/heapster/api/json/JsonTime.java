package io.heapster.api.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Instants as Go writes them in JSON: RFC 3339 in UTC, a fraction only where there is one. */
public final class JsonTime {
  /** What stands for "no time"; clients of old parse it. */
  public static final String ZERO = "0001-01-01T00:00:00Z";

  private JsonTime() {}

  public static String text(Instant instant) {
    String text = seconds(instant);
    int nanos = instant.get(ChronoField.NANO_OF_SECOND);
    if (nanos == 0) {
      return text;
    }
    String fraction = Integer.toString(1_000_000_000 + nanos).substring(1);
    int end = fraction.length();
    while (fraction.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.length() - 1) + "." + fraction.substring(0, end) + "Z";
  }

  /** Whole seconds, cut off. */
  public static String seconds(Instant instant) {
    var utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    var text = new StringBuilder(20);
    padded(text, utc.getYear(), 4).append('-');
    padded(text, utc.getMonthValue(), 2).append('-');
    padded(text, utc.getDayOfMonth(), 2).append('T');
    padded(text, utc.getHour(), 2).append(':');
    padded(text, utc.getMinute(), 2).append(':');
    return padded(text, utc.getSecond(), 2).append('Z').toString();
  }

  private static StringBuilder padded(StringBuilder text, int value, int width) {
    String digits = Integer.toString(value);
    return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }
}
