package io.heapster.sinks.delivery;

import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How far a sink is behind, worked out whenever somebody looks. */
final class LagGauges {
  private LagGauges() {}

  static void show(SinkCursor cursor, BatchRing ring, BatchLog journal, DeliveryContext context) {
    Telemetry telemetry = context.telemetry();
    String name = cursor.name();
    telemetry.gauge(SelfMetric.SINK_LAG, cursor::lag, name);
    telemetry.gauge(
        SelfMetric.SINK_LAG_BYTES, () -> journal.bytes(cursor.state(), ring.head()), name);
    telemetry.gauge(
        SelfMetric.SINK_OLDEST_AGE,
        () -> oldest(cursor, journal).map(oldest -> age(oldest, context.time().now())).orElse(0L),
        name);
  }

  private static Optional<Instant> oldest(SinkCursor cursor, BatchLog journal) {
    OptionalLong sequence = cursor.oldestPending();
    if (sequence.isEmpty()) {
      return Optional.empty();
    }
    // A sequence without a record is followed by one that is hardly younger.
    long from = sequence.getAsLong();
    return Stream.of(cursor.timestampFrom(from), journal.timestampFrom(from))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private static long age(Instant oldest, Instant now) {
    return Math.max(0, Duration.between(oldest, now).toSeconds());
  }
}
