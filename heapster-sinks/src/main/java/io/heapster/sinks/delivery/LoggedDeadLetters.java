package io.heapster.sinks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.DeadLetterBox;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log of rows that a sink refuses, where there is no data directory to keep them: the
 * first one, and the next one after an hour, or for another reason. All are counted elsewhere.
 */
public final class LoggedDeadLetters implements DeadLetterBox {
  private static final Logger log = LoggerFactory.getLogger(LoggedDeadLetters.class);
  private static final Duration SILENCE = Duration.ofHours(1);

  /** Rows may be long. */
  private static final int SHOWN_BYTES = 512;

  private final String sink;
  private final TimeSource time;

  @GuardedBy("this")
  private Instant told = Instant.MIN;

  @GuardedBy("this")
  private Instant lastBatch = Instant.MIN;

  @GuardedBy("this")
  private String lastReason = "";

  public LoggedDeadLetters(String sink, TimeSource time) {
    this.sink = sink;
    this.time = time;
  }

  @Override
  public void add(Instant batch, String reason, byte[] row) {
    if (isNews(batch, reason)) {
      log.warn(
          "sink {}: a row of the batch of {} is refused for good: {}; the row: {}; others like it"
              + " are counted only, --data-dir would keep them",
          sink,
          batch,
          reason,
          new String(row, 0, Math.min(row.length, SHOWN_BYTES), UTF_8));
    }
  }

  /** At most one row of a batch is. */
  private synchronized boolean isNews(Instant batch, String reason) {
    boolean isOld = batch.equals(lastBatch) || reason.equals(lastReason);
    boolean isSilent = isOld && time.now().isBefore(told.plus(SILENCE));
    if (!isSilent) {
      told = time.now();
      lastBatch = batch;
      lastReason = reason;
    }
    return !isSilent;
  }
}
