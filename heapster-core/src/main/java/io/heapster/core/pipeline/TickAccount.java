package io.heapster.core.pipeline;

import io.heapster.core.model.DataBatch;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.ticklog.ScrapeReport;
import io.heapster.core.ticklog.TickRecord;
import io.heapster.core.ticklog.TickRecord.BatchSize;
import io.heapster.core.ticklog.TickRecord.ProcessorTime;
import io.heapster.core.ticklog.TickRecord.StageTimes;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the times of one tick while it runs, for {@code /metrics} and for the tick's record. Used
 * by the tick thread, once.
 */
final class TickAccount {
  private static final int LONGEST_FAILURE = 400;

  private final Tick tick;
  private final TimeSource time;
  private final Telemetry telemetry;
  private final Instant begun;
  private final List<ProcessorTime> processors = new ArrayList<>();
  private @Nullable Duration scrape;
  private @Nullable Duration process;
  private @Nullable Duration handOver;
  private @Nullable ScrapeReport report;
  private @Nullable BatchSize batchSize;

  TickAccount(Tick tick, TimeSource time, Telemetry telemetry) {
    this.tick = tick;
    this.time = time;
    this.telemetry = telemetry;
    this.begun = time.now();
  }

  void scraped(long begunNanos, ScrapeReport told) {
    scrape = stage("scrape", begunNanos);
    report = told;
  }

  void processed(long begunNanos, DataBatch batch) {
    process = stage("process", begunNanos);
    DataBatch.Coverage coverage = batch.coverage();
    batchSize = new BatchSize(coverage.nodes(), coverage.scraped(), batch.size());
  }

  void processor(String name, long begunNanos) {
    Duration took = since(begunNanos);
    telemetry.timer(SelfMetric.PROCESSOR_DURATION, name).update(took);
    processors.add(new ProcessorTime(name, took));
  }

  void handedOver(long begunNanos) {
    handOver = stage("hand_over", begunNanos);
  }

  /** The record of a tick whose batch was handed over. */
  TickRecord finished() {
    return record(stage("all", tick.begunNanos()), null);
  }

  /** The record of a tick that ended early. */
  TickRecord failed(Throwable why) {
    String text =
        why instanceof InterruptedException ? "interrupted: the daemon stops" : why.toString();
    boolean fits = text.length() <= LONGEST_FAILURE;
    return record(
        since(tick.begunNanos()), fits ? text : text.substring(0, LONGEST_FAILURE) + "...");
  }

  private TickRecord record(Duration all, @Nullable String failure) {
    var stages = new StageTimes(all, scrape, process, handOver);
    return new TickRecord(tick.end(), begun, stages, processors, batchSize, report, failure);
  }

  private Duration stage(String name, long begunNanos) {
    Duration took = since(begunNanos);
    telemetry.timer(SelfMetric.TICK_DURATION, name).update(took);
    return took;
  }

  private Duration since(long begunNanos) {
    return Duration.ofNanos(time.elapsedNanos() - begunNanos);
  }
}
