package io.heapster.api.k8s.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.heapster.core.time.TimeSource;
import java.time.Duration;

/** Spreads requests: so many a second on average, and a burst of twice that. Thread-safe. */
final class RequestRate {
  private static final long BURST_NANOS = Duration.ofSeconds(2).toNanos();

  private final long intervalNanos;
  private final TimeSource time;

  /** When the next request would be due if they came evenly. */
  @GuardedBy("this")
  private long nextNanos;

  RequestRate(int aSecond, TimeSource time) {
    this.intervalNanos = Duration.ofSeconds(1).toNanos() / aSecond;
    this.time = time;
    this.nextNanos = time.elapsedNanos() - BURST_NANOS;
  }

  /**
   * Waits until a request may be made.
   *
   * @throws ReviewException when that would be after the end
   */
  void await(long endNanos) throws ReviewException, InterruptedException {
    long wait = claim(endNanos);
    if (wait > 0) {
      time.sleep(Duration.ofNanos(wait));
    }
  }

  private synchronized long claim(long endNanos) throws ReviewException {
    long now = time.elapsedNanos();
    long due = nextNanos - now < -BURST_NANOS ? now - BURST_NANOS : nextNanos;
    long wait = due - now;
    if (now + wait - endNanos >= 0) {
      throw new ReviewException("more reviews are asked for than the API server should bear", true);
    }
    nextNanos = due + intervalNanos;
    return wait;
  }
}
