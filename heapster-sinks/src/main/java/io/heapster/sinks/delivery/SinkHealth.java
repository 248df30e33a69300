package io.heapster.sinks.delivery;

import io.heapster.core.config.Durations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one sink is up, said in the log when it changes and not otherwise. A sink is down from
 * the first batch it loses until it took one and has no other waiting. Used by one thread.
 */
final class SinkHealth {
  private static final Logger log = LoggerFactory.getLogger(SinkHealth.class);

  private final String name;
  private @Nullable Instant downSince;
  private long lost;

  SinkHealth(String name) {
    this.name = name;
  }

  /** Batches are lost because the sink is too slow. */
  void lagged(long batches, Instant now) {
    lost += batches;
    if (downSince == null) {
      downSince = now;
      log.warn(
          "sink {}: down since {}: too slow, {} batches lost so far; each loss from now on is"
              + " counted only",
          name,
          now,
          batches);
    }
  }

  /** A batch is lost because its export failed. */
  void failed(Exception cause, Instant now) {
    lost++;
    if (downSince == null) {
      downSince = now;
      log.warn(
          "sink {}: down since {}; trying again with each new batch, each loss from now on is"
              + " counted only",
          name,
          now,
          cause);
    }
  }

  /** A batch was taken, and none is waiting. */
  void caughtUp(Instant now) {
    Instant since = downSince;
    if (since != null) {
      downSince = null;
      Duration down = Duration.ofSeconds(Duration.between(since, now).toSeconds());
      log.info("sink {}: recovered after {}, {} batches lost", name, Durations.format(down), lost);
      lost = 0;
    }
  }
}
