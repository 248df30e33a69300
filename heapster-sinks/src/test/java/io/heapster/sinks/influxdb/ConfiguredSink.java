package io.heapster.sinks.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.kind.SinkContext;
import io.heapster.sinks.rows.DeadLetterBox;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink as users configure it, and what it set aside. */
final class ConfiguredSink implements AutoCloseable {
  final List<String> deadLetters = new CopyOnWriteArrayList<>();
  private final Telemetry telemetry = new Telemetry(new MetricRegistry());
  private final DataSink sink;

  /**
   * A sink without the daemon's own metrics, unless it is told otherwise.
   *
   * @param options as in a URI, e.g. {@code db=k8s&gzip=true}
   */
  ConfiguredSink(String address, String options) {
    var uri =
        ComponentUri.parse("influxdb:" + address + "?" + options + "&ownmetrics=false", _ -> null);
    var read = new Options("sink influxdb", uri.options());
    var factory = InfluxdbSink.configure(uri.base(), read);
    if (!read.problems().isEmpty()) {
      throw new IllegalArgumentException(read.problems().toString());
    }
    DeadLetterBox box =
        (Instant _, String reason, byte[] row) ->
            deadLetters.add(reason + ": " + new String(row, UTF_8));
    sink =
        factory.create(
            new SinkContext(
                "influxdb", Duration.ofSeconds(60), box, telemetry, TimeSource.system(), ","));
  }

  void export(DataBatch batch) throws IOException, InterruptedException {
    sink.export(batch, Lane.FRESH);
  }

  /** Rows by result: delivered, dead_letter, dropped. */
  long rows(String result) {
    return telemetry.counter(SelfMetric.SINK_ROWS, "influxdb", result).getCount();
  }

  /** Requests by result: accepted, refused, failed. */
  long calls(String result) {
    return telemetry.counter(SelfMetric.SINK_CALLS, "influxdb", result).getCount();
  }

  @Override
  public void close() {
    sink.close();
  }
}
