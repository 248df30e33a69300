package io.heapster.sinks.delivery;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import io.heapster.core.config.Durations;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether batches get into the journal, counted, and said in the log when it changes. */
final class JournalHealth {
  private static final Logger log = LoggerFactory.getLogger(JournalHealth.class);

  private final TimeSource time;
  private final Map<JournalFailure, Counter> failures = new EnumMap<>(JournalFailure.class);
  private final Timer duration;
  private @Nullable Instant failingSince;
  private long failed;
  private boolean isSyncFailing;
  private boolean isRoundFailing;

  JournalHealth(TimeSource time, Telemetry telemetry) {
    this.time = time;
    for (JournalFailure failure : JournalFailure.values()) {
      failures.put(failure, telemetry.counter(SelfMetric.JOURNAL_FAILURES, failure.reason()));
    }
    this.duration = telemetry.timer(SelfMetric.JOURNAL_APPEND_DURATION);
  }

  synchronized void appended(long nanos) {
    duration.update(nanos, TimeUnit.NANOSECONDS);
    Instant since = failingSince;
    if (since != null) {
      Duration gone = Duration.ofSeconds(Duration.between(since, time.now()).toSeconds());
      log.info(
          "journal: works again after {}; {} batches are not in it",
          Durations.format(gone),
          failed);
      failingSince = null;
      failed = 0;
    }
  }

  synchronized void synced() {
    if (isSyncFailing) {
      isSyncFailing = false;
      log.info("journal: forced to the disk again");
    }
  }

  synchronized void syncFailed(IOException cause) {
    if (!isSyncFailing) {
      isSyncFailing = true;
      log.warn("journal: cannot be forced to the disk; a power failure may cost more", cause);
    }
  }

  synchronized void roundDone() {
    if (isRoundFailing) {
      isRoundFailing = false;
      log.info("journal: looked after again");
    }
  }

  /** Something that nobody thought of. */
  synchronized void roundFailed(Throwable cause) {
    if (!isRoundFailing) {
      isRoundFailing = true;
      log.error("journal: cannot be looked after; tried again", cause);
    }
  }

  /**
   * @param cause null when there is none to be had
   */
  synchronized void failed(JournalFailure failure, long batches, @Nullable Throwable cause) {
    Counter counter = failures.get(failure);
    if (counter != null) {
      counter.inc(batches);
    }
    failed += batches;
    if (failingSince == null) {
      failingSince = time.now();
      log.warn(
          "journal: batches cannot be written ({}); sinks get them from memory only, and lose them"
              + " when they are away",
          failure.reason(),
          cause);
    }
  }
}
