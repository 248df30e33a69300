package io.heapster.sources.kubelet.wire;

/** Points in time as kubelets write them, e.g. {@code 2026-11-21T05:25:56.25+01:00}. */
public final class Rfc3339 {
  /** Answer to a text that is no point in time, or none of the years 1970 to 2261. */
  public static final long MALFORMED = Long.MIN_VALUE;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int LAST_YEAR = 2261;
  private static final int SHORTEST = "1970-01-01T00:00:00Z".length();

  private Rfc3339() {}

  /** Epoch nanoseconds; 0 for the zero time of the year 1, which kubelets write for "never". */
  public static long epochNanos(char[] text, int offset, int length) {
    if (length < SHORTEST || !isPunctuated(text, offset)) {
      return MALFORMED;
    }
    int year = digits(text, offset, 4);
    int month = digits(text, offset + 5, 2);
    int day = digits(text, offset + 8, 2);
    int secondOfDay = secondOfDay(text, offset + 11);
    if (year < 0 || day < 1 || day > daysOf(year, month) || secondOfDay < 0) {
      return MALFORMED;
    }
    if (year <= 1) {
      return 0;
    }
    if (year > LAST_YEAR) {
      return MALFORMED;
    }
    long seconds = epochDay(year, month, day) * 86_400L + secondOfDay;
    return withFractionAndZone(seconds, text, offset + 19, offset + length);
  }

  private static boolean isPunctuated(char[] text, int at) {
    char between = text[at + 10];
    return text[at + 4] == '-'
        && text[at + 7] == '-'
        && (between == 'T' || between == 't' || between == ' ')
        && text[at + 13] == ':'
        && text[at + 16] == ':';
  }

  private static int secondOfDay(char[] text, int at) {
    int hour = digits(text, at, 2);
    int minute = digits(text, at + 3, 2);
    int second = digits(text, at + 6, 2);
    boolean valid =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    return valid ? (hour * 60 + minute) * 60 + second : -1;
  }

  private static long withFractionAndZone(long seconds, char[] text, int from, int end) {
    int at = from;
    long nanos = 0;
    if (text[at] == '.' || text[at] == ',') {
      int first = ++at;
      for (long unit = NANOS_PER_SECOND / 10; at < end && isDigit(text[at]); at++, unit /= 10) {
        nanos += unit * (text[at] - '0');
      }
      if (at == first) {
        return MALFORMED;
      }
    }
    int offsetSeconds = zoneSeconds(text, at, end);
    if (offsetSeconds == Integer.MIN_VALUE) {
      return MALFORMED;
    }
    long epochSeconds = seconds - offsetSeconds;
    return epochSeconds < 0 ? MALFORMED : epochSeconds * NANOS_PER_SECOND + nanos;
  }

  /** Seconds east of Greenwich; {@link Integer#MIN_VALUE} when that is not what stands there. */
  private static int zoneSeconds(char[] text, int at, int end) {
    if (end - at == 1 && (text[at] == 'Z' || text[at] == 'z')) {
      return 0;
    }
    if (end - at != 6 || text[at + 3] != ':' || (text[at] != '+' && text[at] != '-')) {
      return Integer.MIN_VALUE;
    }
    int hours = digits(text, at + 1, 2);
    int minutes = digits(text, at + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return text[at] == '-' ? -seconds : seconds;
  }

  private static int digits(char[] text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      if (!isDigit(text[i])) {
        return -1;
      }
      value = value * 10 + (text[i] - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int daysOf(int year, int month) {
    return switch (month) {
      case 1, 3, 5, 7, 8, 10, 12 -> 31;
      case 4, 6, 9, 11 -> 30;
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      default -> 0;
    };
  }

  /** Days since 1970-01-01 in the Gregorian calendar, for years after it was year 0. */
  private static long epochDay(int year, int month, int day) {
    // Years that begin in March have their leap day at the end, where it shifts nothing.
    int marchYear = month > 2 ? year : year - 1;
    int monthsSinceMarch = (month + 9) % 12;
    int leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
    int dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1;
    return 365L * marchYear + leapDays + dayOfYear - 719_468;
  }
}
