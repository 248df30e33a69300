package io.heapster.sources.kube;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.config.Durations;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one resource is being watched. Watches end and begin all the time, which is no news; a
 * request that fails is, and so is the first watch after it. Thread-safe.
 */
final class WatchState {
  private static final Logger LOG = LoggerFactory.getLogger(WatchState.class);

  private static final int REASON_LENGTH = 200;

  private final String resource;
  private final IntSupplier cached;
  private final TimeSource time;

  @GuardedBy("this")
  private @Nullable Object watch;

  @GuardedBy("this")
  private boolean wasWatching;

  @GuardedBy("this")
  private boolean failing;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private long failingSinceNanos;

  /**
   * @param resource for messages, e.g. {@code pods}
   * @param cached how many objects are known
   */
  WatchState(String resource, IntSupplier cached, TimeSource time) {
    this.resource = resource;
    this.cached = cached;
    this.time = time;
  }

  synchronized boolean isWatching() {
    return watch != null;
  }

  /** A watch was answered; {@code connection} tells it from the others. */
  synchronized void connected(Object connection) {
    if (closed) {
      return;
    }
    watch = connection;
    if (failing) {
      var away = Duration.ofNanos(time.elapsedNanos() - failingSinceNanos);
      LOG.info(
          "watch of {} {} after {}",
          resource,
          wasWatching ? "regained" : "established",
          Durations.format(Duration.ofSeconds(away.toSeconds())));
    }
    failing = false;
    wasWatching = true;
  }

  /** A watch is over; nothing if another one has taken its place. */
  synchronized void ended(Object connection) {
    if (watch == connection) {
      watch = null;
    }
  }

  /**
   * A list or watch request failed.
   *
   * @param why any length; the log gets its beginning, because it may quote a whole object
   */
  synchronized void failed(String why) {
    if (closed || failing) {
      return;
    }
    String reason = why.length() <= REASON_LENGTH ? why : why.substring(0, REASON_LENGTH) + "...";
    failing = true;
    failingSinceNanos = time.elapsedNanos();
    if (wasWatching) {
      LOG.warn(
          "watch of {} lost ({}), going on with the cached {} and trying again",
          resource,
          reason,
          cached.getAsInt());
    } else {
      LOG.warn("{} cannot be listed yet ({}), trying again", resource, reason);
    }
  }

  /** What is heard from now on is of our own making. */
  synchronized void close() {
    closed = true;
    watch = null;
  }
}
