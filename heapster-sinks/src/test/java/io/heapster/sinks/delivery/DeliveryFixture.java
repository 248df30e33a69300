package io.heapster.sinks.delivery;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** A delivery to scripted sinks, and what it says of itself. */
final class DeliveryFixture implements AutoCloseable {

  private final MetricRegistry registry = new MetricRegistry();
  private final Delivery delivery;

  DeliveryFixture(DataSink... sinks) {
    this.delivery =
        new Delivery(
            List.of(sinks), new DeliveryConfig(3), TimeSource.system(), new Telemetry(registry));
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

  DeliveryFixture started() {
    delivery.start();
    return this;
  }

  /** Hands over a batch of that second. */
  void accept(long second) {
    delivery.accept(DataBatch.empty(Instant.ofEpochSecond(second)));
  }

  long dropped(String sink, Loss loss) {
    return counter(
        "heapster_sink_dropped_total{sink=\"" + sink + "\",reason=\"" + loss.reason() + "\"}");
  }

  long batches(String sink, String result) {
    return counter("heapster_sink_batches_total{sink=\"" + sink + "\",result=\"" + result + "\"}");
  }

  int lag(String sink) {
    String series = "heapster_sink_lag_batches{sink=\"" + sink + "\"}";
    return ((Number) registry.getGauges().get(series).getValue()).intValue();
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
