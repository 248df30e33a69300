package io.heapster.sinks.influxdb.history;

import java.time.Duration;

/**
 * Bounds of one answer.
 *
 * @param time from the question to the end of the answer
 * @param points numbers in it, over all series and columns; 40 bytes each at the most while they
 *     are gathered
 */
public record HistoryLimits(Duration time, int points) {
  /** So many numbers hold a metric's minutes of more than four months. */
  public static final HistoryLimits DEFAULT = new HistoryLimits(Duration.ofSeconds(30), 200_000);

  public HistoryLimits {
    if (time.compareTo(Duration.ofMillis(1)) < 0 || points < 1) {
      throw new IllegalArgumentException(
          "limits of an answer from history must be positive: " + time + ", " + points + " points");
    }
  }
}
