package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** How far a sink is behind, worked out whenever somebody looks. */
final class LagGauges {
  private LagGauges() {}

  static void show(
      BatchRing.Cursor cursor, BatchRing ring, BatchLog journal, DeliveryContext context) {
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

  private static Optional<Instant> oldest(BatchRing.Cursor cursor, BatchLog journal) {
    OptionalLong sequence = cursor.oldestPending();
    if (sequence.isEmpty()) {
      return Optional.empty();
    }
    return cursor
        .recent(sequence.getAsLong())
        .map(DataBatch::timestamp)
        .or(() -> journal.timestamp(sequence.getAsLong()));
  }

  private static long age(Instant oldest, Instant now) {
    return Math.max(0, Duration.between(oldest, now).toSeconds());
  }
}
