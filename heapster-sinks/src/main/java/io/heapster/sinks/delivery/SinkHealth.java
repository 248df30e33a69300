package io.heapster.sinks.delivery;

import io.heapster.core.config.Durations;
import io.heapster.core.pipeline.Lane;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one sink is, said in the log when it changes and not otherwise. Used by one thread. */
final class SinkHealth {
  private static final Logger log = LoggerFactory.getLogger(SinkHealth.class);

  private enum State {
    UP,
    /** It takes what it gets, and some batches never came to it. */
    LOSING,
    DOWN,
    HELD
  }

  private final String name;
  private State state = State.UP;
  private Instant since = Instant.EPOCH;
  private Lane failing = Lane.FRESH;
  private long retried;
  private long lost;
  private boolean isRefusing;

  SinkHealth(String name) {
    this.name = name;
  }

  /** Batches are lost, for whatever reason. */
  void lost(long batches, Loss first, Instant now) {
    lost += batches;
    if (state == State.UP) {
      become(State.LOSING, now);
      log.warn(
          "sink {}: {} batches lost since {} ({}); each loss from now on is counted only",
          name,
          batches,
          now,
          first.reason());
    }
  }

  /** A batch did not get through and will be tried again. */
  void failed(Throwable cause, Lane lane, Instant now) {
    retried(lane);
    if (state == State.UP || state == State.LOSING) {
      become(State.DOWN, now);
      log.warn(
          "sink {}: down since {}: {}; tried again until it works",
          name,
          now,
          told(cause),
          trace(cause));
    }
  }

  /** The far end refuses everything until somebody acts. */
  void held(Exception cause, Lane lane, Instant now) {
    retried(lane);
    if (state != State.HELD) {
      become(State.HELD, now);
      log.error(
          "sink {}: held since {}: {}; nothing is given up, it is tried again every few minutes",
          name,
          now,
          told(cause),
          trace(cause));
    }
  }

  /** A batch is given up because of what is in it. */
  void refused(Instant batch, Loss loss, @Nullable Throwable cause) {
    if (!isRefusing) {
      isRefusing = true;
      log.warn(
          "sink {}: batch of {} given up ({}{}); the next ones in a row are counted only",
          name,
          batch,
          loss.reason(),
          cause == null ? "" : ": " + told(cause),
          cause == null ? null : trace(cause));
    }
  }

  /** A batch got through. */
  void delivered() {
    isRefusing = false;
  }

  /**
   * The far end works, on one lane at least.
   *
   * @param isBehind whether other batches are waiting
   */
  void works(Lane lane, boolean isBehind, Instant now) {
    // While an old batch keeps failing beside fresh ones that pass, nothing is over.
    boolean isOther = lane == Lane.FRESH && failing == Lane.BACKLOG;
    if (state == State.UP || (isBehind && (state == State.LOSING || isOther))) {
      return;
    }
    Duration down = Duration.ofSeconds(Duration.between(since, now).toSeconds());
    log.info(
        "sink {}: recovered after {} ({} retried, {} lost)",
        name,
        Durations.format(down),
        retried,
        lost);
    state = State.UP;
    retried = 0;
    lost = 0;
  }

  /** What happened and, where that says more, why in the first place. */
  private static String told(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = message(cause);
    return root.getMessage() == null || text.contains(root.getMessage())
        ? text
        : text + " (" + message(root) + ")";
  }

  private static String message(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Where it happened says something only of mistakes of our own. */
  private static @Nullable Throwable trace(Throwable cause) {
    return cause instanceof RuntimeException || cause instanceof Error ? cause : null;
  }

  private void retried(Lane lane) {
    retried++;
    failing = lane;
  }

  private void become(State other, Instant now) {
    if (state == State.UP) {
      since = now;
    }
    state = other;
  }
}
