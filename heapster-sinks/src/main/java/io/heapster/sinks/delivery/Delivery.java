package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.BatchReceiver;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.SequenceRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each batch to every sink without waiting for any. With a data directory a batch is written
 * to one journal before any sink sees it, and each sink has a worker that reads on from a durable
 * cursor of its own; so a slow, failing or stuck sink falls behind, and nobody else does. Without
 * one, batches stand in memory only. What a sink loses is counted by reason.
 *
 * <p>{@link #accept} may be called at any time by one thread; {@link #start} and {@link #close} by
 * one thread, in that order.
 */
public final class Delivery implements BatchReceiver, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  /** What {@link #close(Duration)} may take beyond the time to drain. */
  public static final Duration GRACE = Duration.ofSeconds(1);

  /** For a disk that is late, before batches go past it. */
  private static final Duration DISK_GRACE = GRACE.dividedBy(4);

  /** For workers that were interrupted; the cursors get the rest. */
  private static final Duration WORKER_GRACE = GRACE.dividedBy(2);

  /** How long {@link #close()} drains. */
  public static final Duration DRAIN = Duration.ofSeconds(5);

  private final BatchLog journal;
  private final TimeSource time;
  private final BatchRing ring;
  private final CursorKeeper keeper;
  private final Housekeeping housekeeping;
  private final Intake intake;
  private final List<SinkWorker> workers = new ArrayList<>();
  private final Thread closer;

  Delivery(List<DataSink> sinks, DeliveryConfig config, BatchLog journal, DeliveryContext context) {
    this.journal = journal;
    this.time = context.time();
    this.ring = new BatchRing(config.ringBatches(), journal.nextSequence(), time);
    this.keeper = new CursorKeeper(journal, time);
    var cursors = new ArrayList<SinkCursor>();
    var names = new HashSet<String>();
    for (DataSink sink : sinks) {
      if (!names.add(sink.name())) {
        throw new IllegalArgumentException("two sinks named " + sink.name());
      }
      var telemetry = new SinkTelemetry(context.telemetry(), sink.name());
      SinkCursor cursor =
          // What is there already is no news, whoever has yet to get it.
          ring.newCursor(sink.name(), journal.register(sink.name()).skipTo(ring.head()), telemetry);
      cursors.add(cursor);
      LagGauges.show(cursor, ring, journal, context);
      workers.add(worker(sink, cursor, telemetry, config, context));
    }
    this.housekeeping = new Housekeeping(journal, ring, keeper, cursors);
    var health = new JournalHealth(time, context.telemetry());
    this.intake = new Intake(config.ringBatches(), journal, ring, health, housekeeping, time);
    this.closer = new Thread(this::closeJournal, "journal-close");
    this.closer.setDaemon(true);
    // What went over the caps while the daemon was away, before anything is appended.
    housekeeping.run();
    // What a sink that was not configured for a while did not live to see.
    if (journal.oldest() > 0) {
      ring.gone(new Gone(new SequenceRange(0, journal.oldest()), Loss.OVER_CAP));
    }
  }

  /**
   * Without a data directory: batches stand in memory, and are gone with the process.
   *
   * @param sinks are closed by this; no two of the same name
   */
  public static Delivery inMemory(
      List<DataSink> sinks, DeliveryConfig config, DeliveryContext context) {
    return new Delivery(sinks, config, new MemoryLog(), context);
  }

  /**
   * With a data directory: each sink goes on where it stopped, a new one begins with the next
   * batch.
   *
   * @param sinks are closed by this; no two of the same name
   * @param storage is closed by this
   */
  public static Delivery journalled(
      List<DataSink> sinks,
      DeliveryConfig config,
      DeliveryStorage storage,
      DeliveryContext context) {
    return new Delivery(sinks, config, storage.log(), context);
  }

  private SinkWorker worker(
      DataSink sink,
      SinkCursor cursor,
      SinkTelemetry telemetry,
      DeliveryConfig config,
      DeliveryContext context) {
    var schedule =
        new LaneSchedule(
            config.backlogDistance(),
            new SplittableRandom(context.chance().nextLong()),
            ring.head(),
            time.elapsedNanos());
    return new SinkWorker(sink, cursor, journal.newReader(), keeper, schedule, telemetry, time);
  }

  /** Begins to export, with what was accepted before. */
  public void start() {
    if (!journal.isDurable() && !workers.isEmpty()) {
      log.info(
          "no --data-dir: batches wait for sinks in memory only; what a sink cannot take in time,"
              + " and what waits when the daemon ends, is lost");
    }
    keeper.start();
    intake.start();
    workers.forEach(SinkWorker::start);
  }

  @Override
  public void accept(DataBatch batch) {
    if (!intake.accept(batch)) {
      workers.forEach(SinkWorker::tooLate);
    }
  }

  /**
   * Takes no more batches, lets every sink have what waits for it, interrupts those that did not
   * get done, and closes all sinks. Without retries; what is left waits in the journal. May be
   * called without start, and more than once.
   *
   * @param within time to drain; the call may take one second more
   * @return whether every thread ended; false when a sink ignores even the interrupt
   */
  public boolean close(Duration within) throws InterruptedException {
    long deadline = time.elapsedNanos() + within.toNanos();
    intake.close();
    intake.start();
    keeper.start();
    ring.close();
    workers.forEach(SinkWorker::startToClose);
    boolean workersEnded;
    try {
      drain(deadline);
      workersEnded = join(time.elapsedNanos() + WORKER_GRACE.toNanos());
    } finally {
      keeper.seal();
      startCloser();
    }
    return closer.join(GRACE.minus(DISK_GRACE).minus(WORKER_GRACE)) && workersEnded;
  }

  private void drain(long deadline) throws InterruptedException {
    try {
      var _ = join(deadline);
      if (!intake.join(left(deadline).plus(DISK_GRACE))) {
        intake.giveUpWriting();
      }
    } finally {
      workers.forEach(SinkWorker::interrupt);
    }
  }

  private void startCloser() {
    if (closer.getState() == Thread.State.NEW) {
      closer.start();
    }
  }

  /** On a thread of its own: a disk that hangs keeps it until it answers. */
  private void closeJournal() {
    try {
      intake.join();
      keeper.join();
      housekeeping.finish();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      journal.close();
    }
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

  /** Has all threads look at the clock again. */
  void wake() {
    ring.wake();
    keeper.wake();
  }

  private boolean join(long deadline) throws InterruptedException {
    boolean ended = true;
    for (SinkWorker worker : workers) {
      ended &= worker.join(left(deadline));
    }
    return ended;
  }

  private Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - time.elapsedNanos()));
  }
}
