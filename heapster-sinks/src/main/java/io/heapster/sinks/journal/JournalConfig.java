package io.heapster.sinks.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where the journal stands and how much it may hold.
 *
 * @param directory the data directory
 * @param maxBytes of all segments, the one being written included; beyond it the oldest go, whoever
 *     still waits for them
 * @param maxAge by the records' timestamps; beyond it segments go, whoever still waits for them
 * @param keepDelivered how long records that every sink got stay, for a replay
 * @param segmentBytes a segment is closed before it grows beyond this, or beyond an eighth of
 *     {@code maxBytes}
 */
public record JournalConfig(
    Path directory,
    Fsync fsync,
    long maxBytes,
    Duration maxAge,
    Duration keepDelivered,
    long segmentBytes) {

  private static final long MEBIBYTE = 1L << 20;
  private static final Duration CENTURY = Duration.ofDays(36_500);

  /** Segments go as a whole, so this many of them keep what goes at once small. */
  private static final int SEGMENTS_AT_LEAST = 8;

  public JournalConfig {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(fsync, "fsync");
    positive("maxBytes", maxBytes);
    positive("segmentBytes", segmentBytes);
    if (!maxAge.isPositive() || maxAge.compareTo(CENTURY) > 0) {
      throw new IllegalArgumentException(
          "maxAge is " + maxAge + "; must be more than zero and at most 36500 days");
    }
    if (keepDelivered.isNegative() || keepDelivered.compareTo(CENTURY) > 0) {
      throw new IllegalArgumentException(
          "keepDelivered is " + keepDelivered + "; must be zero to 36500 days");
    }
  }

  /** A sync every second, 2 GiB, 7 days, 1 hour, segments of 64 MiB. */
  public static JournalConfig defaults(Path directory) {
    return new JournalConfig(
        directory,
        Fsync.EVERY_SECOND,
        2048 * MEBIBYTE,
        Duration.ofDays(7),
        Duration.ofHours(1),
        64 * MEBIBYTE);
  }

  /** Bytes that a segment is not to pass. */
  long rollBytes() {
    return Math.min(segmentBytes, maxBytes / SEGMENTS_AT_LEAST);
  }

  /** Time that a segment is not to span. */
  Duration rollAge() {
    return maxAge.dividedBy(SEGMENTS_AT_LEAST);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is " + value + "; must be more than zero");
    }
  }
}
