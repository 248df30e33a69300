package io.heapster.sinks.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.rows.DeadLetterBox;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.RowSink;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A far end that takes every line and keeps it. */
final class CollectedLines implements RowSender {
  private final List<String> lines = new ArrayList<>();

  /** The lines of a batch, without their ends. */
  static List<String> of(DataBatch batch, Schema schema) {
    return of(batch, new LineEncoder(schema, "golden", false, new Counter()));
  }

  static List<String> of(DataBatch batch, RowEncoder encoder) {
    var collected = new CollectedLines();
    var limits = new RowLimits(10_000, 1 << 20, 1, Duration.ofSeconds(60));
    var telemetry = new Telemetry(new MetricRegistry());
    try (var sink =
        new RowSink(
            "test",
            encoder,
            collected,
            limits,
            DeadLetterBox.NONE,
            telemetry,
            TimeSource.system())) {
      sink.export(batch, Lane.FRESH);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return collected.lines;
  }

  @Override
  public SendResult send(Rows rows) {
    for (int row = 0; row < rows.size(); row++) {
      String line = new String(rows.row(row), UTF_8);
      if (line.indexOf('\n') != line.length() - 1) {
        throw new IllegalArgumentException("not one line: " + line);
      }
      lines.add(line.substring(0, line.length() - 1));
    }
    return SendResult.ACCEPTED;
  }
}
