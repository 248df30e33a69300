package io.heapster.api.k8s.tls;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A check that is repeated on a thread of its own until it is closed. */
public final class Recheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recheck.class);

  private final Thread thread;

  private Recheck(Thread thread) {
    this.thread = thread;
  }

  /**
   * Begins; the first check is one interval away.
   *
   * @param what for the thread's name
   * @param check may fail, and is repeated nevertheless
   */
  public static Recheck every(Duration interval, String what, Runnable check, TimeSource time) {
    return new Recheck(
        Thread.ofVirtual().name(what).start(() -> repeat(interval, what, check, time)));
  }

  private static void repeat(Duration interval, String what, Runnable check, TimeSource time) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        time.sleep(interval);
        check.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.warn("{}: the check failed, and is repeated in {}", what, interval, e);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
