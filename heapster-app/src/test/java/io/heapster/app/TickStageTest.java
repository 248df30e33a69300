package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Manager;
import io.heapster.core.pipeline.MetricsSource;
import io.heapster.core.pipeline.TickClock;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class TickStageTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Telemetry telemetry = new Telemetry(new MetricRegistry());
  private final CountDownLatch scraping = new CountDownLatch(1);

  private Manager manager(MetricsSource source) {
    TimeSource time = TimeSource.system();
    var clock = new TickClock(time, Duration.ofSeconds(60), Duration.ofSeconds(20));
    return new Manager(source, List.of(), List.of(), clock, time, telemetry);
  }

  private Manager scrapingOnce() {
    return manager(tick -> {
      scraping.countDown();
      return DataBatch.empty(tick.end());
    });
  }

  @Test
  void start_inventorySynced_beginsTicks() throws InterruptedException {
    var stage = new TickStage(_ -> true, scrapingOnce());

    stage.start();

    assertThat(scraping.await(10, TimeUnit.SECONDS)).isTrue();
    stage.stop(LIMIT);
  }

  @Test
  void start_inventoryLate_asksAgain() throws InterruptedException {
    var asked = new CountDownLatch(3);
    var stage =
        new TickStage(
            _ -> {
              asked.countDown();
              return asked.getCount() == 0;
            },
            scrapingOnce());

    stage.start();

    assertThat(scraping.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(asked.getCount()).isZero();
    stage.stop(LIMIT);
  }

  @Test
  void stop_inventoryNeverSynced_endsTheWaitWithoutATick() throws InterruptedException {
    var waiting = new CountDownLatch(1);
    var stage =
        new TickStage(
            howLong -> {
              waiting.countDown();
              return new CountDownLatch(1).await(howLong.toNanos(), TimeUnit.NANOSECONDS);
            },
            scrapingOnce());
    stage.start();
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();

    stage.stop(LIMIT);

    assertThat(telemetry.counter(SelfMetric.TICKS).getCount()).isZero();
    assertThat(scraping.getCount()).isEqualTo(1);
  }

  @Test
  void stop_duringATick_givesItUp() throws InterruptedException {
    var interrupted = new AtomicBoolean();
    Manager manager =
        manager(tick -> {
          scraping.countDown();
          try {
            var _ = new CountDownLatch(1).await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
          }
          return DataBatch.empty(tick.end());
        });
    var stage = new TickStage(_ -> true, manager);
    stage.start();
    assertThat(scraping.await(10, TimeUnit.SECONDS)).isTrue();

    stage.stop(LIMIT);

    assertThat(interrupted).isTrue();
    assertThat(telemetry.counter(SelfMetric.TICKS).getCount()).isZero();
  }

  @Test
  void stop_withoutStart_isHarmless() throws InterruptedException {
    var stage = new TickStage(_ -> true, scrapingOnce());

    stage.stop(LIMIT);
    stage.stop(LIMIT);

    assertThat(scraping.getCount()).isEqualTo(1);
  }
}
