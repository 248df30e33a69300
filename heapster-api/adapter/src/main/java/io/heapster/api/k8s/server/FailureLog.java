package io.heapster.api.k8s.server;

import io.heapster.core.time.TimeSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what broke while requests were answered, with its stack, at most once in ten seconds: what
 * breaks for one caller breaks for thousands. Thread-safe.
 */
final class FailureLog {
  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int LONGEST_PATH = 200;

  private final TimeSource time;
  private final AtomicLong nextNanos;
  private final AtomicInteger untold = new AtomicInteger();

  FailureLog(TimeSource time) {
    this.time = time;
    this.nextNanos = new AtomicLong(time.elapsedNanos());
  }

  void failed(String method, String path, Throwable problem) {
    long now = time.elapsedNanos();
    long next = nextNanos.get();
    if (now - next < 0 || !nextNanos.compareAndSet(next, now + PAUSE_NANOS)) {
      untold.incrementAndGet();
      return;
    }
    String shown = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "..." : path;
    log.error(
        "{} {}: the endpoint failed; answered 500 ({} more failures not shown before this)",
        method,
        shown,
        untold.getAndSet(0),
        problem);
  }
}
