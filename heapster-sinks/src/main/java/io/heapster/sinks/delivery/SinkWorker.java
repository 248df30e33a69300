package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.delivery.BatchRing.Cursor;
import io.heapster.sinks.delivery.BatchRing.Taken;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries batches from a cursor to one sink, one at a time, on a thread of its own, which also
 * closes the sink at its end. A batch that the sink refuses is dropped and counted; whoever wants
 * it tried again puts a retrying sink in between.
 */
final class SinkWorker {
  private static final Logger log = LoggerFactory.getLogger(SinkWorker.class);

  private final String name;
  private final DataSink sink;
  private final Cursor cursor;
  private final TimeSource time;
  private final SinkTelemetry telemetry;
  private final SinkHealth health;
  private final Thread thread;

  /**
   * @param sink comes back in time from every export
   */
  SinkWorker(DataSink sink, Cursor cursor, TimeSource time, Telemetry telemetry) {
    this.name = sink.name();
    this.sink = sink;
    this.cursor = cursor;
    this.time = time;
    this.telemetry = new SinkTelemetry(telemetry, name, cursor::lag);
    this.health = new SinkHealth(name);
    this.thread = Thread.ofVirtual().name("sink-" + name).unstarted(this::run);
  }

  void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /** A worker that was never started gives up what waits for it, and then only closes the sink. */
  void startToClose() {
    if (thread.getState() == Thread.State.NEW) {
      abandon();
      thread.start();
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Whether the worker ended within the time given. */
  boolean join(Duration within) throws InterruptedException {
    return thread.join(within);
  }

  /** Counts a batch that came after the end. */
  void tooLate() {
    telemetry.dropped(Loss.CLOSED, 1);
  }

  private void run() {
    try {
      Optional<Taken> next = cursor.take();
      while (next.isPresent()) {
        deliver(next.get());
        next = cursor.take();
      }
    } catch (InterruptedException _) {
      // The time to drain is over: what is left is given up, the sink is closed as usual.
      abandon();
    } finally {
      closeSink();
    }
  }

  private void deliver(Taken taken) throws InterruptedException {
    if (taken.lost() > 0) {
      telemetry.dropped(Loss.LAGGED, taken.lost());
      health.lagged(taken.lost(), time.now());
    }
    long begun = time.elapsedNanos();
    try {
      export(taken.batch());
    } finally {
      telemetry.duration().update(time.elapsedNanos() - begun, TimeUnit.NANOSECONDS);
    }
  }

  private void export(DataBatch batch) throws InterruptedException {
    try {
      sink.export(batch, Lane.FRESH);
      telemetry.delivered();
      // A sink that is always behind is not up in between.
      if (cursor.lag() == 0) {
        health.caughtUp(time.now());
      }
    } catch (IOException | RuntimeException e) {
      telemetry.refused(Loss.FAILED);
      health.failed(e, time.now());
    } catch (InterruptedException e) {
      telemetry.dropped(Loss.CLOSED, 1);
      throw e;
    }
  }

  private void abandon() {
    long unread = cursor.abandon();
    telemetry.dropped(Loss.CLOSED, unread);
    if (unread > 0) {
      log.warn("sink {}: closed with {} batches not delivered", name, unread);
    }
  }

  private void closeSink() {
    try {
      sink.close();
    } catch (RuntimeException e) {
      log.warn("sink {}: failed to close; what it held open is lost", name, e);
    }
  }
}
