package io.heapster.api.k8s.forward;

import io.heapster.api.k8s.groups.routing.ForwardedRequest;
import io.heapster.api.provider.MetricsException;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics that a target lists, read in the background: empty before the first answer, and the
 * last list while there is none. Thread-safe.
 *
 * @param <T> what describes a metric
 */
final class TargetDiscovery<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TargetDiscovery.class);
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final String what;
  private final Duration interval;
  private final Supplier<List<T>> source;
  private final TimeSource time;
  private volatile List<T> metrics = List.of();
  private volatile @Nullable Thread thread;

  /** Only the background thread reads and writes it. */
  private boolean away;

  /**
   * @param what for logs
   * @param source waits for the target; throws {@link MetricsException}
   */
  TargetDiscovery(String what, Duration interval, Supplier<List<T>> source, TimeSource time) {
    this.what = what;
    this.interval = interval;
    this.source = source;
    this.time = time;
  }

  /** Begins to read. Call it once. */
  void start() {
    thread = Thread.ofVirtual().name("forwarded discovery").start(this::readOn);
  }

  /** Nothing for another forwarding adapter: it would list what this one only forwards. */
  List<T> metrics() {
    return ForwardedRequest.isCurrent() ? List.of() : metrics;
  }

  private void readOn() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        read();
        time.sleep(away && RETRY.compareTo(interval) < 0 ? RETRY : interval);
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: closed", what);
    }
  }

  private void read() {
    try {
      List<T> now = List.copyOf(source.get());
      metrics = now;
      if (away) {
        away = false;
        LOG.info("{}: listed again, {} metrics", what, now.size());
      }
    } catch (RuntimeException e) {
      if (!away && !Thread.currentThread().isInterrupted()) {
        away = true;
        LOG.warn("{}: not listed, going on with the last {}: {}", what, metrics.size(), reason(e));
      }
    }
  }

  /** A failure of the target needs no stack, one of this program does. */
  private static Object reason(RuntimeException e) {
    return e instanceof MetricsException ? String.valueOf(e.getMessage()) : e;
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
