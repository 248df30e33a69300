package io.heapster.api.status;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one sink is doing. Counts are since the daemon's start.
 *
 * @param up whether the last export went through; null before the first
 * @param lagBytes null without a journal
 * @param batches by result
 * @param rows by result; empty for a sink that counts none
 * @param dropped batches by reason
 * @param exports null before the first
 */
record SinkStatus(
    String name,
    @Nullable Boolean up,
    long lagBatches,
    @Nullable Long lagBytes,
    long oldestAgeSeconds,
    Map<String, Long> batches,
    Map<String, Long> rows,
    Map<String, Long> dropped,
    @Nullable ExportTimes exports) {

  /** Times of recent exports, those of the last minutes weighing most. */
  record ExportTimes(Duration mean, Duration max) {}
}
