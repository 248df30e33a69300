package io.heapster.sinks.delivery;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.JournalConfig;
import io.heapster.sinks.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** A delivery to scripted sinks on a clock of the test's own, and what it says of itself. */
final class DeliveryFixture implements AutoCloseable {
  static final Duration RESOLUTION = Duration.ofSeconds(60);

  private final MetricRegistry registry = new MetricRegistry();
  private final Telemetry telemetry = new Telemetry(registry);
  private final ManualTime time = new ManualTime(Instant.EPOCH);

  /** How often workers looked at the clock. */
  private final AtomicLong looks = new AtomicLong();

  private final Delivery delivery;

  private DeliveryFixture(DeliveryConfig config, List<DataSink> sinks) {
    this.delivery = Delivery.inMemory(sinks, config, context());
  }

  private DeliveryFixture(DeliveryConfig config, JournalConfig journal, List<DataSink> sinks)
      throws IOException {
    DeliveryStorage storage = DeliveryStorage.open(journal, time, telemetry);
    this.delivery = Delivery.journalled(sinks, config, storage, context());
  }

  private DeliveryFixture(DeliveryConfig config, BatchLog journal, List<DataSink> sinks) {
    this.delivery = new Delivery(sinks, config, journal, context());
  }

  /** On a log of the test's own. */
  static DeliveryFixture on(BatchLog journal, DataSink... sinks) {
    return new DeliveryFixture(new DeliveryConfig(RESOLUTION, 10), journal, List.of(sinks));
  }

  private DeliveryContext context() {
    return new DeliveryContext(new WatchedTime(), new SplittableRandom(7), telemetry);
  }

  /** Without a data directory, a ring of three, ten of the backlog per tick. */
  static DeliveryFixture inMemory(DataSink... sinks) {
    return new DeliveryFixture(new DeliveryConfig(RESOLUTION, 10), List.of(sinks));
  }

  static DeliveryFixture journalled(Path directory, DataSink... sinks) throws IOException {
    return journalled(JournalConfig.defaults(directory), sinks);
  }

  static DeliveryFixture journalled(JournalConfig journal, DataSink... sinks) throws IOException {
    return new DeliveryFixture(new DeliveryConfig(RESOLUTION, 10), journal, List.of(sinks));
  }

  /** Waits for a condition that threads bring about. */
  static void until(Callable<Boolean> condition) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(30))
        .until(condition);
  }

  Delivery delivery() {
    return delivery;
  }

  ManualTime time() {
    return time;
  }

  DeliveryFixture started() {
    delivery.start();
    return this;
  }

  /** Hands over a batch of that second. */
  void accept(long second) {
    accept(DataBatch.empty(Instant.ofEpochSecond(second)));
  }

  void accept(DataBatch batch) {
    delivery.accept(batch);
  }

  /** Lets the clock go on. */
  void advance(Duration duration) {
    time.advance(duration);
    delivery.wake();
  }

  /**
   * Has workers do what the clock allows. A worker looks at the clock when it is woken, and twice
   * more around an export, so after four looks an export that was due has ended.
   */
  void settle() {
    long enough = looks.get() + 4;
    until(() -> {
      delivery.wake();
      return looks.get() >= enough;
    });
  }

  private final class WatchedTime implements TimeSource {
    @Override
    public Instant now() {
      return time.now();
    }

    @Override
    public long elapsedNanos() {
      if (Thread.currentThread().getName().startsWith("sink-")) {
        looks.incrementAndGet();
      }
      return time.elapsedNanos();
    }

    @Override
    public void sleep(Duration howLong) {
      time.sleep(howLong);
    }
  }

  long dropped(String sink, Loss loss) {
    return counter(
        "heapster_sink_dropped_total{sink=\"" + sink + "\",reason=\"" + loss.reason() + "\"}");
  }

  long batches(String sink, String result) {
    return counter("heapster_sink_batches_total{sink=\"" + sink + "\",result=\"" + result + "\"}");
  }

  long journalFailures(JournalFailure failure) {
    return counter("heapster_journal_failures_total{reason=\"" + failure.reason() + "\"}");
  }

  /** Batches that are in the journal, or should be. */
  long appended() {
    return registry.getTimers().get("heapster_journal_append_duration_seconds").getCount();
  }

  long damaged() {
    return counter("heapster_journal_damaged_records_total");
  }

  long lag(String sink) {
    return gauge("heapster_sink_lag_batches", sink);
  }

  long gauge(String metric, String sink) {
    String series = metric + "{sink=\"" + sink + "\"}";
    return ((Number) registry.getGauges().get(series).getValue()).longValue();
  }

  long exportsTimed(String sink) {
    return registry
        .getTimers()
        .get("heapster_sink_export_duration_seconds{sink=\"" + sink + "\"}")
        .getCount();
  }

  /** Fails when the series was not there from the start. */
  private long counter(String series) {
    return registry.getCounters().get(series).getCount();
  }

  @Override
  public void close() {
    delivery.close();
  }
}
