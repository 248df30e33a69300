package io.heapster.sources.kube;

import io.fabric8.kubernetes.api.model.Quantity;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts of API objects into numbers. What cannot be read becomes 0 and is counted by reason.
 * Thread-safe.
 */
final class FieldReader {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Telemetry telemetry;

  FieldReader(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  long cpuMillicores(@Nullable Map<String, Quantity> amounts) {
    String text = text(amounts, "cpu");
    try {
      return text.isEmpty() ? 0 : Quantities.thousandths(text);
    } catch (NumberFormatException e) {
      return dropped("bad_quantity");
    }
  }

  long memoryBytes(@Nullable Map<String, Quantity> amounts) {
    String text = text(amounts, "memory");
    try {
      return text.isEmpty() ? 0 : Quantities.units(text);
    } catch (NumberFormatException e) {
      return dropped("bad_quantity");
    }
  }

  /** Epoch nanoseconds of a time such as {@code 2026-02-25T22:09:00Z}. */
  long epochNanos(@Nullable String time) {
    if (time == null || time.isEmpty()) {
      return 0;
    }
    try {
      Instant instant = Instant.parse(time);
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      return dropped("bad_time");
    }
  }

  private static String text(@Nullable Map<String, Quantity> amounts, String resource) {
    Quantity amount = amounts == null ? null : amounts.get(resource);
    return amount == null ? "" : amount.toString();
  }

  private long dropped(String reason) {
    telemetry.counter(SelfMetric.VALUES_DROPPED, reason).inc();
    return 0;
  }
}
