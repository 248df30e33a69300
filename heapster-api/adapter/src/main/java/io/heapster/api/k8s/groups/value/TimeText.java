package io.heapster.api.k8s.groups.value;

import io.heapster.api.json.JsonBytes;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times as Kubernetes writes them, in quotes: RFC 3339 in UTC, whole seconds, the fraction cut off.
 * Keeps the text of the last day, which is nearly always the next one. Not thread-safe.
 */
public final class TimeText {
  private static final int SECONDS_IN_DAY = 86_400;
  private static final byte[] NULL = JsonBytes.ascii("null");

  /** Year 1 begins with Go's "no time", and has nothing else to tell. */
  private static final long FIRST_DAY = LocalDate.of(2, 1, 1).toEpochDay();

  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private final JsonBytes date = new JsonBytes(16);
  private long day = Long.MIN_VALUE;

  /** Writes {@code null} for years that the format cannot carry, as for Go's empty time. */
  public void write(JsonBytes out, Instant instant) {
    long epochSecond = instant.getEpochSecond();
    long epochDay = Math.floorDiv(epochSecond, SECONDS_IN_DAY);
    if (epochDay != day) {
      turnTo(epochDay);
    }
    if (date.size() == 0) {
      out.put(NULL);
      return;
    }
    int second = Math.floorMod(epochSecond, SECONDS_IN_DAY);
    out.put('"').put(date.array(), 0, date.size()).put('T');
    out.padded(second / 3600, 2).put(':').padded(second / 60 % 60, 2).put(':');
    out.padded(second % 60, 2).put('Z').put('"');
  }

  private void turnTo(long epochDay) {
    date.clear();
    if (epochDay >= FIRST_DAY && epochDay <= LAST_DAY) {
      LocalDate of = LocalDate.ofEpochDay(epochDay);
      date.padded(of.getYear(), 4).put('-').padded(of.getMonthValue(), 2).put('-');
      date.padded(of.getDayOfMonth(), 2);
    }
    day = epochDay;
  }
}
