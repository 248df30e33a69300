package io.heapster.sources.kube;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bearer token that may change where it comes from. It is read again, by the executor, when
 * somebody asks and the last look is too long ago. While reading fails the last token stays.
 * Thread-safe; an answer waits for a reading only if the executor runs it in place.
 */
final class RefreshedToken implements Supplier<Optional<String>> {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshedToken.class);

  private final Supplier<Optional<String>> source;
  private final long maxAgeNanos;
  private final Executor executor;
  private final TimeSource time;

  @GuardedBy("this")
  private Optional<String> token;

  @GuardedBy("this")
  private long lookedAtNanos;

  @GuardedBy("this")
  private boolean failing;

  /**
   * @param first the token as it is now
   * @param source reads the token; may throw
   */
  RefreshedToken(
      Optional<String> first,
      Supplier<Optional<String>> source,
      Duration maxAge,
      Executor executor,
      TimeSource time) {
    this.token = first;
    this.source = source;
    this.maxAgeNanos = maxAge.toNanos();
    this.executor = executor;
    this.time = time;
    this.lookedAtNanos = time.elapsedNanos();
  }

  @Override
  public Optional<String> get() {
    if (isDue()) {
      executor.execute(this::refresh);
    }
    synchronized (this) {
      return token;
    }
  }

  /** Claims the next look, so that one caller of many reads. */
  private synchronized boolean isDue() {
    long now = time.elapsedNanos();
    if (now - lookedAtNanos < maxAgeNanos) {
      return false;
    }
    lookedAtNanos = now;
    return true;
  }

  private void refresh() {
    try {
      Optional<String> read = source.get();
      synchronized (this) {
        token = read;
        failing = false;
      }
    } catch (RuntimeException e) {
      boolean first;
      synchronized (this) {
        first = !failing;
        failing = true;
      }
      if (first) {
        LOG.warn("bearer token cannot be read again, going on with the last one", e);
      }
    }
  }
}
