package io.heapster.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ManagerTest {
  private static final Duration RESOLUTION = Duration.ofSeconds(60);
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:05Z");

  private final FakeTime time = new FakeTime(BEGIN);
  private final Telemetry telemetry = new Telemetry(new MetricRegistry());
  private final TickClock clock = new TickClock(time, RESOLUTION, Duration.ofSeconds(20));
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<DataBatch> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch lastScrape = new CountDownLatch(1);
  private Manager manager = manager(1, tick -> {}, List.of());

  private interface DuringScrape {
    void run(Tick tick);
  }

  /** A manager whose source answers some ticks and then hangs until it is interrupted. */
  private Manager manager(int ticks, DuringScrape during, List<DataProcessor> chain) {
    MetricsSource source =
        tick -> {
          if (calls.stream().filter("scrape"::equals).count() == ticks) {
            lastScrape.countDown();
            new CountDownLatch(1).await();
          }
          calls.add("scrape");
          during.run(tick);
          return DataBatch.empty(tick.end());
        };
    BatchReceiver store = _ -> calls.add("store");
    return new Manager(source, chain, List.of(store, received::add), clock, time, telemetry);
  }

  private DataProcessor processor(String name, UnaryOperator<DataBatch> step) {
    return new DataProcessor() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public DataBatch process(DataBatch batch) {
        calls.add(name);
        return step.apply(batch);
      }
    };
  }

  private long count(SelfMetric metric, String... labels) {
    return telemetry.counter(metric, labels).getCount();
  }

  private void runAllTicks() throws InterruptedException {
    manager.start();
    assertThat(lastScrape.await(WAIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void stop() throws InterruptedException {
    assertThat(manager.stop(WAIT)).isTrue();
  }

  @Test
  void housekeep_oneTick_scrapesProcessesAndHandsOverInOrder() throws Exception {
    Instant renamed = BEGIN.plusSeconds(1);
    manager =
        manager(
            9,
            tick -> {},
            List.of(
                processor("one", batch -> batch), processor("two", _ -> DataBatch.empty(renamed))));

    manager.housekeep(clock.begin(clock.lastWindowEnd()));

    assertThat(calls).containsExactly("scrape", "one", "two", "store");
    assertThat(received).singleElement().extracting(DataBatch::timestamp).isEqualTo(renamed);
    assertThat(count(SelfMetric.TICKS)).isEqualTo(1);
    assertThat(telemetry.registry().getTimers().keySet())
        .contains(
            "heapster_tick_duration_seconds{stage=\"scrape\"}",
            "heapster_tick_duration_seconds{stage=\"all\"}",
            "heapster_processor_duration_seconds{processor=\"two\"}");
  }

  @Test
  void housekeep_processorFails_batchGoesOnWithoutIt() throws Exception {
    manager =
        manager(
            9,
            tick -> {},
            List.of(
                processor(
                    "broken",
                    batch -> {
                      throw new IllegalStateException("row 7");
                    }),
                processor("next", batch -> batch)));

    manager.housekeep(clock.begin(clock.lastWindowEnd()));
    manager.housekeep(clock.begin(clock.lastWindowEnd()));

    assertThat(calls).contains("next", "store");
    assertThat(received).hasSize(2);
    assertThat(count(SelfMetric.PROCESSOR_FAILURES, "broken")).isEqualTo(2);
  }

  @Test
  void a50_everyTick_processorAndReceiverRunOnceOnAlignedWindows() throws Exception {
    manager = manager(4, tick -> {}, List.of(processor("only", batch -> batch)));

    runAllTicks();

    assertThat(calls).filteredOn("only"::equals).hasSize(4);
    assertThat(received)
        .extracting(DataBatch::timestamp)
        .containsExactly(
            Instant.parse("2026-03-01T12:00:00Z"),
            Instant.parse("2026-03-01T12:01:00Z"),
            Instant.parse("2026-03-01T12:02:00Z"),
            Instant.parse("2026-03-01T12:03:00Z"));
    assertThat(count(SelfMetric.TICKS_SKIPPED)).isZero();
    assertThat(time.sleeps()).startsWith(RESOLUTION, RESOLUTION, RESOLUTION);
  }

  @Test
  void a51_tickRunsLong_windowsLostAreSkippedAndCounted() throws Exception {
    manager =
        manager(
            2,
            tick -> {
              if (received.isEmpty()) {
                time.advance(Duration.ofSeconds(200));
              }
            },
            List.of());

    runAllTicks();

    assertThat(received)
        .extracting(DataBatch::timestamp)
        .containsExactly(
            Instant.parse("2026-03-01T12:00:00Z"), Instant.parse("2026-03-01T12:03:00Z"));
    assertThat(count(SelfMetric.TICKS_SKIPPED)).isEqualTo(2);
  }

  @Test
  void run_wallClockSetBackByAnHour_goesOnWithTheNextWindow() throws Exception {
    manager =
        manager(
            3,
            tick -> {
              if (received.size() == 1) {
                time.setBack(Duration.ofHours(1));
              }
            },
            List.of());

    runAllTicks();

    assertThat(received)
        .extracting(DataBatch::timestamp)
        .containsExactly(
            Instant.parse("2026-03-01T12:00:00Z"),
            Instant.parse("2026-03-01T12:01:00Z"),
            Instant.parse("2026-03-01T11:02:00Z"));
    assertThat(count(SelfMetric.TICKS_SKIPPED)).isZero();
  }

  @Test
  void run_sourceFails_isCountedAndTheNextTickRuns() throws Exception {
    manager =
        manager(
            2,
            tick -> {
              if (tick.end().equals(Instant.parse("2026-03-01T12:00:00Z"))) {
                throw new IllegalStateException("no inventory");
              }
            },
            List.of());

    runAllTicks();

    assertThat(count(SelfMetric.TICK_FAILURES)).isEqualTo(1);
    assertThat(received).hasSize(1);
  }

  @Test
  void run_tickEndsInAnError_isCountedAndTheNextTickRuns() throws Exception {
    manager =
        manager(
            2,
            tick -> {
              if (tick.end().equals(Instant.parse("2026-03-01T12:00:00Z"))) {
                throw new StackOverflowError();
              }
            },
            List.of());

    runAllTicks();

    assertThat(count(SelfMetric.TICK_FAILURES)).isEqualTo(1);
    assertThat(received).hasSize(1);
  }

  @Test
  void stop_beforeStart_endsAtOnceAndNoTickBegins() throws Exception {
    assertThat(manager.stop(Duration.ZERO)).isTrue();

    manager.start();

    assertThat(manager.stop(WAIT)).isTrue();
    assertThat(calls).isEmpty();
  }

  @Test
  void stop_duringAScrape_givesItUpAndHandsNothingOver() throws Exception {
    manager = manager(0, tick -> {}, List.of());
    runAllTicks();

    assertThat(manager.stop(WAIT)).isTrue();
    assertThat(manager.stop(WAIT)).isTrue();
    assertThat(received).isEmpty();
    assertThat(count(SelfMetric.TICKS)).isZero();
  }

  @Test
  void sinceLastTick_beforeAndAfterATick_isMeasuredFromItsBeginning() throws Exception {
    time.advance(Duration.ofSeconds(7));
    assertThat(manager.sinceLastTick()).isEmpty();

    manager.housekeep(clock.begin(clock.lastWindowEnd()));
    time.advance(Duration.ofSeconds(3));

    assertThat(manager.sinceLastTick()).contains(Duration.ofSeconds(3));
  }
}
