package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.BatchRefusedException;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries batches from a cursor to one sink, one at a time, on a thread of its own, which also
 * closes the sink at its end. What does not get through is tried again for as long as it can be
 * had, unless the far end refuses it, or the sink breaks on it again and again.
 */
final class SinkWorker {
  private static final Logger log = LoggerFactory.getLogger(SinkWorker.class);

  private final DataSink sink;
  private final SinkCursor cursor;
  private final BatchLog.Reader reader;
  private final CursorKeeper keeper;
  private final LaneSchedule schedule;
  private final TimeSource time;
  private final SinkTelemetry telemetry;
  private final SinkHealth health;
  private final PoisonCounts poison = new PoisonCounts();
  private final Thread thread;
  private boolean cannotRead;

  SinkWorker(
      DataSink sink,
      SinkCursor cursor,
      BatchLog.Reader reader,
      CursorKeeper keeper,
      LaneSchedule schedule,
      SinkTelemetry telemetry,
      TimeSource time) {
    this.sink = sink;
    this.cursor = cursor;
    this.reader = reader;
    this.keeper = keeper;
    this.schedule = schedule;
    this.telemetry = telemetry;
    this.time = time;
    this.health = new SinkHealth(cursor.name());
    this.thread = Thread.ofVirtual().name("sink-" + cursor.name()).unstarted(this::run);
  }

  void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /** A worker that was never started gives up what waits for it, and only closes the sink. */
  void startToClose() {
    if (thread.getState() == Thread.State.NEW) {
      abandon();
      thread.start();
      thread.interrupt();
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
    telemetry.lost(Loss.CLOSED, 1);
  }

  private void run() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = step();
      }
    } finally {
      try {
        abandon();
      } finally {
        closeSink();
      }
    }
  }

  /** One batch; false at the end. Whatever goes wrong, the worker stays: nobody would follow it. */
  private boolean step() {
    try {
      if (!(cursor.await(schedule) instanceof Move.Try attempt)) {
        return false;
      }
      attempt(attempt);
      return true;
    } catch (InterruptedException _) {
      return !cursor.isClosing();
    } catch (RuntimeException | Error _) {
      // Not even a failure could be told, as when memory is short; most likely later it can.
      return pause();
    }
  }

  private boolean pause() {
    try {
      time.sleep(Backoff.BASE);
      return true;
    } catch (InterruptedException _) {
      return !cursor.isClosing();
    }
  }

  private void attempt(Move.Try attempt) throws InterruptedException {
    try {
      deliver(attempt);
      cursor.takeLost().ifPresent(lost -> health.lost(lost.batches(), lost.loss(), time.now()));
    } catch (InterruptedException e) {
      // At the end the time to drain is over; before, only the sink's own client can do this.
      if (cursor.isClosing()) {
        throw e;
      }
      failed(attempt, e);
    } catch (RuntimeException | Error e) {
      failed(attempt, e);
    }
  }

  private void deliver(Move.Try attempt) throws InterruptedException {
    Optional<DataBatch> recent = cursor.recent(attempt.sequence());
    if (recent.isPresent()) {
      export(attempt, recent.get());
      return;
    }
    switch (read(attempt)) {
      case Reading.Found(DataBatch batch) -> export(attempt, batch);
      case Reading.Missing(Loss loss) -> {
        cursor.missing(loss);
        long _ = keeper.mark(cursor);
      }
      case null -> {
        cursor.putBack();
        schedule.failed(attempt, time.elapsedNanos());
      }
    }
  }

  /** Null when the journal does not answer now, which is no fault of the sink's. */
  private @Nullable Reading read(Move.Try attempt) {
    try {
      Reading reading = reader.read(attempt.sequence());
      cannotRead = false;
      return reading;
    } catch (IOException e) {
      if (!cannotRead) {
        cannotRead = true;
        log.warn("sink {}: the journal cannot be read; tried again", cursor.name(), e);
      }
      return null;
    }
  }

  private void export(Move.Try attempt, DataBatch batch) throws InterruptedException {
    long begun = time.elapsedNanos();
    schedule.begun(attempt, begun);
    try {
      sink.export(batch, attempt.lane());
      took(begun);
      delivered(attempt);
    } catch (BatchRefusedException e) {
      took(begun);
      schedule.worked(attempt.lane(), time.elapsedNanos());
      giveUp(attempt, batch.timestamp(), Loss.REFUSED, e);
      works(attempt.lane());
    } catch (SinkHeldException e) {
      took(begun);
      schedule.held(attempt, time.elapsedNanos());
      health.held(e, attempt.lane(), time.now());
      poison.forget(attempt.sequence());
      retryLater();
    } catch (RetryLaterException e) {
      took(begun);
      schedule.putOff(attempt, e.after().orElse(Duration.ZERO), time.elapsedNanos());
      health.failed(e, attempt.lane(), time.now());
      poison.forget(attempt.sequence());
      retryLater();
    } catch (IOException | Error e) {
      took(begun);
      poison.forget(attempt.sequence());
      failed(attempt, e);
    } catch (RuntimeException e) {
      took(begun);
      broke(attempt, batch.timestamp(), e);
    }
  }

  private void took(long begun) {
    telemetry.took(time.elapsedNanos() - begun);
  }

  private void delivered(Move.Try attempt) throws InterruptedException {
    cursor.delivered();
    poison.forget(attempt.sequence());
    schedule.worked(attempt.lane(), time.elapsedNanos());
    health.delivered();
    works(attempt.lane());
    telemetry.delivered();
    keeper.keep(cursor);
  }

  private void works(Lane lane) {
    health.works(lane, cursor.lag() > 0, time.now());
  }

  private void broke(Move.Try attempt, Instant batch, RuntimeException cause)
      throws InterruptedException {
    if (!poison.isPoison(attempt.sequence())) {
      failed(attempt, cause);
      return;
    }
    schedule.failed(attempt, time.elapsedNanos());
    giveUp(attempt, batch, Loss.FAILED, cause);
  }

  private void failed(Move.Try attempt, Throwable cause) {
    schedule.failed(attempt, time.elapsedNanos());
    retryLater();
    // Last, because a cause may break whoever tells it.
    health.failed(cause, attempt.lane(), time.now());
  }

  private void retryLater() {
    cursor.putBack();
    telemetry.retried();
  }

  private void giveUp(Move.Try attempt, Instant batch, Loss loss, Exception cause)
      throws InterruptedException {
    cursor.giveUp(loss);
    poison.forget(attempt.sequence());
    if (loss == Loss.REFUSED) {
      telemetry.refused();
    } else {
      telemetry.failed();
    }
    health.refused(batch, loss, cause);
    keeper.keep(cursor);
  }

  private void abandon() {
    long given = cursor.abandon();
    if (given > 0) {
      log.warn("sink {}: closed with {} batches not delivered", cursor.name(), given);
    }
  }

  private void closeSink() {
    try {
      sink.close();
    } catch (RuntimeException | Error e) {
      log.warn("sink {}: failed to close; what it held open is lost", cursor.name(), e);
    }
  }
}
