package io.heapster.sinks.log;

import io.heapster.core.metric.ValueType;
import io.heapster.core.model.MetricValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Times and numbers as Go prints them by default, which is how Heapster's log reads. */
final class GoText {
  /** Go's zero time and what its 64-bit nanoseconds since the epoch wrap around to. */
  private static final String ZERO = "0001-01-01 00:00:00 +0000 UTC -6795364578871345152";

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral(" +0000 UTC")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private GoText() {}

  /** {@code 2018-07-26 10:13:00 +0000 UTC}, the fraction of a second only if there is one. */
  static String of(Instant instant) {
    return TIME.format(instant);
  }

  /** The time and its nanoseconds since the epoch; an absent one as Go's zero time. */
  static String withNanos(Optional<Instant> instant) {
    return instant.map(at -> of(at) + " " + epochNanos(at)).orElse(ZERO);
  }

  /** An integer in decimal, a double with six places. */
  static String of(MetricValue value) {
    if (value.type() == ValueType.INT64) {
      return Long.toString(value.asLong());
    }
    double number = value.asDouble();
    if (Double.isFinite(number)) {
      return String.format(Locale.ROOT, "%.6f", number);
    }
    return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
  }

  private static long epochNanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
