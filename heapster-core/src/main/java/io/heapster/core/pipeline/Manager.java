package io.heapster.core.pipeline;

import com.codahale.metrics.Counter;
import io.heapster.core.model.DataBatch;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.ticklog.TickLog;
import io.heapster.core.ticklog.TickRecord;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs housekeeping: one tick after the other from scrape to hand-over, all on one thread. The
 * first tick begins at once, later ones with the clock. A tick that could not begin in time because
 * the one before it ran long is skipped and counted, never queued.
 */
public final class Manager {
  private static final Logger log = LoggerFactory.getLogger(Manager.class);

  private final MetricsSource source;
  private final List<DataProcessor> chain;
  private final List<BatchReceiver> receivers;
  private final TickClock clock;
  private final TimeSource time;
  private final Telemetry telemetry;
  private final Counter ticks;
  private final Counter skipped;
  private final Set<String> failing = new HashSet<>();
  private final TickLog tickLog = new TickLog();
  private final Thread thread;
  private volatile @Nullable Long lastBegunNanos;
  private volatile long lastDurationNanos;
  private volatile boolean stopping;

  /**
   * @param chain in the order of processing
   * @param receivers in the order of hand-over; the store stands first, so that readers never see
   *     less than a sink
   */
  public Manager(
      MetricsSource source,
      List<DataProcessor> chain,
      List<BatchReceiver> receivers,
      TickClock clock,
      TimeSource time,
      Telemetry telemetry) {
    this.source = source;
    this.chain = List.copyOf(chain);
    this.receivers = List.copyOf(receivers);
    this.clock = clock;
    this.time = time;
    this.telemetry = telemetry;
    this.ticks = telemetry.counter(SelfMetric.TICKS);
    this.skipped = telemetry.counter(SelfMetric.TICKS_SKIPPED);
    this.thread = new Thread(this::run, "tick");
    telemetry.gauge(SelfMetric.TICK_LAST_DURATION, () -> lastDurationNanos / 1e9);
  }

  /** Begins the first tick. Must be called once at most. */
  public void start() {
    thread.start();
  }

  /**
   * Gives up the tick under way and begins no other. May be called without start, and more than
   * once.
   *
   * @return whether the tick thread ended within the time given
   */
  public boolean stop(Duration within) throws InterruptedException {
    stopping = true;
    thread.interrupt();
    return thread.getState() == Thread.State.NEW || thread.join(within);
  }

  /**
   * How long ago the last tick began; empty before the first, which waits for the inventory as long
   * as need be. For the liveness check.
   */
  public Optional<Duration> sinceLastTick() {
    return Optional.ofNullable(lastBegunNanos)
        .map(begun -> Duration.ofNanos(time.elapsedNanos() - begun));
  }

  /** The records of the last ticks; to be read on any thread. */
  public TickLog ticks() {
    return tickLog;
  }

  /** One tick, on the calling thread: scrape, process, hand over. */
  public void housekeep(Tick tick) throws InterruptedException {
    lastBegunNanos = tick.begunNanos();
    var account = new TickAccount(tick, time, telemetry);
    try {
      DataBatch scraped = scrape(tick, account);
      DataBatch finished = process(scraped, account);
      handOver(finished, account);
      finish(account);
    } catch (InterruptedException | RuntimeException | Error e) {
      tickLog.add(account.failed(e));
      throw e;
    }
  }

  private DataBatch scrape(Tick tick, TickAccount account) throws InterruptedException {
    long begun = time.elapsedNanos();
    DataBatch batch = source.scrape(tick);
    account.scraped(begun, source.report());
    return batch;
  }

  private DataBatch process(DataBatch scraped, TickAccount account) {
    long begun = time.elapsedNanos();
    DataBatch batch = scraped;
    for (DataProcessor processor : chain) {
      batch = apply(processor, batch, account);
    }
    account.processed(begun, batch);
    return batch;
  }

  /** A processor that fails costs its own columns, not the batch. */
  private DataBatch apply(DataProcessor processor, DataBatch batch, TickAccount account) {
    long begun = time.elapsedNanos();
    try {
      DataBatch result = processor.process(batch);
      if (failing.remove(processor.name())) {
        log.info("processor {}: works again", processor.name());
      }
      return result;
    } catch (RuntimeException e) {
      telemetry.counter(SelfMetric.PROCESSOR_FAILURES, processor.name()).inc();
      if (failing.add(processor.name())) {
        log.error(
            "processor {} failed on the batch of {}; going on without it",
            processor.name(),
            batch.timestamp(),
            e);
      }
      return batch;
    } finally {
      account.processor(processor.name(), begun);
    }
  }

  private void handOver(DataBatch batch, TickAccount account) {
    long begun = time.elapsedNanos();
    for (BatchReceiver receiver : receivers) {
      receiver.accept(batch);
    }
    account.handedOver(begun);
  }

  private void finish(TickAccount account) {
    TickRecord done = account.finished();
    lastDurationNanos = done.stages().all().toNanos();
    tickLog.add(done);
    ticks.inc();
  }

  private void run() {
    Instant windowEnd = null;
    while (!stopping) {
      try {
        windowEnd = awaitNext(windowEnd);
        housekeep(clock.begin(windowEnd));
      } catch (InterruptedException e) {
        // Only stop() interrupts this thread, which nobody else joins in.
        return;
      } catch (RuntimeException | Error e) {
        // An error, too: without this thread the API would serve old values for ever. When memory
        // is short the virtual machine ends itself, see jvm.options.
        telemetry.counter(SelfMetric.TICK_FAILURES).inc();
        log.error("tick of {} failed; the next one is tried as usual", windowEnd, e);
      }
    }
  }

  private Instant awaitNext(@Nullable Instant previous) throws InterruptedException {
    if (previous == null) {
      return clock.lastWindowEnd();
    }
    Instant last = previous;
    Instant next = clock.nextWindowEnd(last);
    // In steps of a resolution at most, so that a wall clock set back does not mean a long sleep.
    while (clock.untilRound(next).isPositive()) {
      if (next.isBefore(last)) {
        last = next.minus(clock.resolution());
      }
      Duration wait = clock.untilRound(next);
      time.sleep(wait.compareTo(clock.resolution()) < 0 ? wait : clock.resolution());
      next = clock.nextWindowEnd(last);
    }
    long missed = Duration.between(last, next).dividedBy(clock.resolution()) - 1;
    if (missed > 0) {
      skipped.inc(missed);
      log.warn("{} windows passed without a tick after that of {}", missed, previous);
    }
    return next;
  }
}
