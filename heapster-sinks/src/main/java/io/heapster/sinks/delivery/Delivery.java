package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.BatchReceiver;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Hands each batch to every sink without waiting for any. Batches stand in one ring; each sink has
 * a worker that reads on from a cursor of its own, so a slow, failing or stuck sink loses its own
 * batches, counted by reason, and nobody else's.
 *
 * <p>{@link #accept} may be called at any time by one thread; {@link #start} and {@link #close} by
 * one thread, in that order.
 */
public final class Delivery implements BatchReceiver, AutoCloseable {
  /** How long a worker may take to end once it is interrupted. */
  private static final Duration LAST_GRACE = Duration.ofSeconds(1);

  /** How long {@link #close()} drains. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final BatchRing ring;
  private final List<SinkWorker> workers = new ArrayList<>();
  private final TimeSource time;

  /**
   * @param sinks are closed by this; no two of the same name
   */
  public Delivery(
      List<DataSink> sinks, DeliveryConfig config, TimeSource time, Telemetry telemetry) {
    this.ring = new BatchRing(config.ringBatches());
    this.time = time;
    var names = new HashSet<String>();
    for (DataSink sink : sinks) {
      if (!names.add(sink.name())) {
        throw new IllegalArgumentException("two sinks named " + sink.name());
      }
      workers.add(new SinkWorker(sink, ring.newCursor(), time, telemetry));
    }
  }

  /** Begins to export, with what was accepted before. */
  public void start() {
    workers.forEach(SinkWorker::start);
  }

  @Override
  public void accept(DataBatch batch) {
    if (!ring.append(batch)) {
      workers.forEach(SinkWorker::tooLate);
    }
  }

  /**
   * Takes no more batches, lets every sink drain what waits for it, interrupts those that did not
   * get done, and closes all sinks. May be called without start, and more than once.
   *
   * @param within time to drain; the call may take one second more
   * @return whether every worker ended; false when a sink ignores even the interrupt
   */
  public boolean close(Duration within) throws InterruptedException {
    ring.close();
    workers.forEach(SinkWorker::startToClose);
    try {
      join(within);
    } finally {
      workers.forEach(SinkWorker::interrupt);
    }
    return join(LAST_GRACE);
  }

  /** Drains for up to five seconds; see {@link #close(Duration)}. */
  @Override
  public void close() {
    try {
      close(DRAIN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean join(Duration within) throws InterruptedException {
    long deadline = time.elapsedNanos() + within.toNanos();
    boolean ended = true;
    for (SinkWorker worker : workers) {
      ended &= worker.join(Duration.ofNanos(deadline - time.elapsedNanos()));
    }
    return ended;
  }
}
