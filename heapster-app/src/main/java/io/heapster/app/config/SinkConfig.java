package io.heapster.app.config;

import io.heapster.sinks.journal.Fsync;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How batches get to sinks.
 *
 * @param callTimeout limit of one request
 * @param backlogPerTick how many late batches a sink gets per tick at most
 * @param journal null when batches wait in memory only
 */
public record SinkConfig(
    Duration callTimeout, int backlogPerTick, @Nullable JournalSettings journal) {
  private static final int MOST_BACKLOG = 10_000;
  private static final long LEAST_BYTES = 1 << 20;
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /**
   * The journal on disk.
   *
   * @param maxBytes of all of it
   * @param maxAge of a batch
   * @param keep how long delivered batches stay
   */
  public record JournalSettings(
      Path directory, Fsync fsync, long maxBytes, Duration maxAge, Duration keep) {}

  static SinkConfig read(Settings settings) {
    // All are read, so that mistakes are told even where they mean nothing yet.
    var journal =
        new JournalSettings(
            settings.directory(DaemonSettings.DATA_DIR),
            settings.choice(DaemonSettings.JOURNAL_FSYNC, Fsync.class, SinkConfig::text),
            settings.size(DaemonSettings.JOURNAL_MAX_SIZE, LEAST_BYTES),
            settings.duration(DaemonSettings.JOURNAL_MAX_AGE, Duration.ofMinutes(1), LONGEST),
            settings.duration(DaemonSettings.JOURNAL_KEEP, Duration.ZERO, LONGEST));
    return new SinkConfig(
        settings.duration(DaemonSettings.SINK_EXPORT_DATA_TIMEOUT, Duration.ofMillis(100)),
        settings.number(DaemonSettings.SINK_BACKLOG_PER_TICK, 1, MOST_BACKLOG),
        settings.text(DaemonSettings.DATA_DIR).isEmpty() ? null : journal);
  }

  /** As users write it. */
  private static String text(Fsync fsync) {
    return switch (fsync) {
      case BATCH -> "batch";
      case EVERY_SECOND -> "1s";
      case NEVER -> "never";
    };
  }
}
