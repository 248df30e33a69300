package io.heapster.api.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;

/** Instants as Go writes them in JSON: RFC 3339 in UTC, a fraction only where there is one. */
public final class JsonTime {
  /** What stands for "no time"; clients of old parse it. */
  public static final String ZERO = "0001-01-01T00:00:00Z";

  private static final int SECONDS_IN_DAY = 86_400;
  private static final int NANOS_IN_SECOND = 1_000_000_000;
  private static final int LONGEST = 30;

  private JsonTime() {}

  public static String text(Instant instant) {
    return text(instant.getEpochSecond(), instant.get(ChronoField.NANO_OF_SECOND));
  }

  /** Whole seconds, cut off. */
  public static String seconds(Instant instant) {
    return text(instant.getEpochSecond(), 0);
  }

  /** Writes a time without quotes and, but for one short-lived object, without garbage. */
  public static void write(JsonBytes out, long epochNanos) {
    write(
        out,
        Math.floorDiv(epochNanos, (long) NANOS_IN_SECOND),
        Math.floorMod(epochNanos, NANOS_IN_SECOND));
  }

  private static String text(long epochSecond, int nanos) {
    var bytes = new JsonBytes(LONGEST);
    write(bytes, epochSecond, nanos);
    return new String(bytes.array(), 0, bytes.size(), StandardCharsets.US_ASCII);
  }

  private static void write(JsonBytes out, long epochSecond, int nanos) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, SECONDS_IN_DAY));
    int second = Math.floorMod(epochSecond, SECONDS_IN_DAY);
    out.padded(date.getYear(), 4).put('-').padded(date.getMonthValue(), 2).put('-');
    out.padded(date.getDayOfMonth(), 2).put('T').padded(second / 3600, 2).put(':');
    out.padded(second / 60 % 60, 2).put(':').padded(second % 60, 2);
    if (nanos > 0) {
      int digits = 9;
      int fraction = nanos;
      while (fraction % 10 == 0) {
        fraction /= 10;
        digits--;
      }
      out.put('.').padded(fraction, digits);
    }
    out.put('Z');
  }
}
