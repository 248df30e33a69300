package io.heapster.api.status;

import io.heapster.core.ticklog.TickLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the status is told from, besides telemetry and inventory.
 *
 * @param started when the daemon was put together
 * @param store null when nothing is kept
 * @param settings in the order of the daemon's help, secrets masked
 */
public record StatusInputs(
    Instant started, TickLog ticks, @Nullable Retention store, List<ShownSetting> settings) {

  /**
   * What the in-memory store keeps.
   *
   * @param shortStore how long whole batches
   * @param longStore how long the chosen metrics
   */
  public record Retention(Duration shortStore, Duration longStore, List<String> longMetrics) {
    public Retention {
      longMetrics = List.copyOf(longMetrics);
    }
  }

  public StatusInputs {
    settings = List.copyOf(settings);
  }

  /** A daemon of which nothing is known yet. */
  public static StatusInputs none(Instant started) {
    return new StatusInputs(started, new TickLog(), null, List.of());
  }
}
