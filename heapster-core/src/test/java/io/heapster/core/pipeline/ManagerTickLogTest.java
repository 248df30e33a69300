package io.heapster.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.ticklog.ScrapeReport;
import io.heapster.core.ticklog.ScrapeReport.SlowNode;
import io.heapster.core.ticklog.TickLog;
import io.heapster.core.ticklog.TickRecord;
import io.heapster.core.ticklog.TickRecord.BatchSize;
import io.heapster.core.ticklog.TickRecord.ProcessorTime;
import io.heapster.core.ticklog.TickRecord.StageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of ticks, however they end. */
final class ManagerTickLogTest {
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:05Z");
  private static final Instant WINDOW_END = Instant.parse("2026-03-01T12:00:00Z");
  private static final ScrapeReport REPORT =
      new ScrapeReport(
          Map.of("scraped", 2),
          List.of(new SlowNode("n1", Duration.ofSeconds(2), "scraped")),
          List.of(),
          0);

  private final FakeTime time = new FakeTime(BEGIN);
  private final TickClock clock =
      new TickClock(time, Duration.ofSeconds(60), Duration.ofSeconds(20));
  private Manager manager = manager(() -> {}, List.of(), _ -> {});

  @FunctionalInterface
  private interface DuringScrape {
    void run() throws InterruptedException;
  }

  private Manager manager(DuringScrape during, List<DataProcessor> chain, BatchReceiver receiver) {
    var source =
        new MetricsSource() {
          @Override
          public DataBatch scrape(Tick tick) throws InterruptedException {
            during.run();
            return DataBatch.empty(tick.end());
          }

          @Override
          public ScrapeReport report() {
            return REPORT;
          }
        };
    return new Manager(
        source, chain, List.of(receiver), clock, time, new Telemetry(new MetricRegistry()));
  }

  private DataProcessor processor(String name, Duration takes, boolean fails) {
    return new DataProcessor() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public DataBatch process(DataBatch batch) {
        time.advance(takes);
        if (fails) {
          throw new IllegalStateException("row 7");
        }
        return batch;
      }
    };
  }

  private void housekeep() throws InterruptedException {
    manager.housekeep(clock.begin(clock.lastWindowEnd()));
  }

  private TickRecord newest() {
    return manager.ticks().newest().orElseThrow();
  }

  @AfterEach
  void stop() throws InterruptedException {
    assertThat(manager.stop(WAIT)).isTrue();
  }

  @Test
  void housekeep_finishes_recordsStagesProcessorsAndReport() throws Exception {
    manager =
        manager(
            () -> time.advance(Duration.ofMillis(900)),
            List.of(
                processor("rates", Duration.ofMillis(30), false),
                processor("broken", Duration.ofMillis(20), true)),
            _ -> time.advance(Duration.ofMillis(5)));

    housekeep();

    assertThat(newest())
        .isEqualTo(
            new TickRecord(
                WINDOW_END,
                BEGIN,
                new StageTimes(
                    Duration.ofMillis(955),
                    Duration.ofMillis(900),
                    Duration.ofMillis(50),
                    Duration.ofMillis(5)),
                List.of(
                    new ProcessorTime("rates", Duration.ofMillis(30)),
                    new ProcessorTime("broken", Duration.ofMillis(20))),
                new BatchSize(0, 0, DataBatch.empty(WINDOW_END).size()),
                REPORT,
                null));
    assertThat(newest().failure()).isNull();
  }

  @Test
  void housekeep_sourceFails_recordsWhyAndNoReportOfBefore() throws Exception {
    housekeep();
    manager =
        manager(
            () -> {
              time.advance(Duration.ofMillis(7));
              throw new IllegalStateException("no inventory");
            },
            List.of(),
            _ -> {});

    assertThatThrownBy(this::housekeep).isInstanceOf(IllegalStateException.class);

    assertThat(newest().failure()).isEqualTo("java.lang.IllegalStateException: no inventory");
    assertThat(newest().failure()).isNotNull();
    assertThat(newest().stages()).isEqualTo(new StageTimes(Duration.ofMillis(7), null, null, null));
    assertThat(newest().scrape()).isNull();
    assertThat(newest().batch()).isNull();
  }

  @Test
  void housekeep_receiverFails_recordsWhatCameBefore() {
    manager =
        manager(
            () -> {},
            List.of(processor("rates", Duration.ofMillis(30), false)),
            _ -> {
              throw new IllegalStateException("x".repeat(1000));
            });

    assertThatThrownBy(this::housekeep).isInstanceOf(IllegalStateException.class);

    assertThat(newest().failure()).endsWith("xxx...").hasSizeLessThan(500);
    assertThat(newest().scrape()).isEqualTo(REPORT);
    assertThat(newest().stages().process()).isEqualTo(Duration.ofMillis(30));
    assertThat(newest().stages().handOver()).isNull();
  }

  @Test
  void stop_duringAScrape_recordsTheInterrupt() throws Exception {
    var begun = new CountDownLatch(1);
    manager =
        manager(
            () -> {
              begun.countDown();
              new CountDownLatch(1).await();
            },
            List.of(),
            _ -> {});
    manager.start();
    begun.await();

    assertThat(manager.stop(WAIT)).isTrue();

    assertThat(manager.ticks().last(TickLog.CAPACITY))
        .singleElement()
        .extracting(TickRecord::failure)
        .isEqualTo("interrupted: the daemon stops");
  }

  @Test
  void ticks_readWhileTheyRun_areWholeAndInOrder() {
    var stop = new CountDownLatch(200);
    manager =
        manager(
            () -> {
              stop.countDown();
              if (stop.getCount() == 0) {
                new CountDownLatch(1).await();
              }
            },
            List.of(),
            _ -> {});
    manager.start();

    await()
        .atMost(WAIT)
        .until(() -> {
          List<TickRecord> records = manager.ticks().last(TickLog.CAPACITY);
          assertThat(records).isSortedAccordingTo((a, b) -> a.begun().compareTo(b.begun()));
          return stop.getCount() == 0;
        });
  }
}
