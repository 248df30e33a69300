package io.heapster.sinks.kafka;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.DeadLetterBox;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.RowSink;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The messages that an encoder makes of a batch. */
final class Messages {
  private Messages() {}

  record Message(Lane lane, long timestamp, String key, String value) {}

  static List<Message> of(RowEncoder encoder, DataBatch batch, Lane lane) {
    var messages = new ArrayList<Message>();
    export(
        encoder,
        batch,
        lane,
        rows -> {
          for (int row = 0; row < rows.size(); row++) {
            messages.add(
                new Message(
                    MessageFrame.lane(rows, row),
                    MessageFrame.timestamp(rows, row),
                    new String(MessageFrame.key(rows, row), StandardCharsets.UTF_8),
                    new String(MessageFrame.value(rows, row), StandardCharsets.UTF_8)));
          }
          return SendResult.ACCEPTED;
        });
    return messages;
  }

  static List<String> values(RowEncoder encoder, DataBatch batch) {
    return of(encoder, batch, Lane.FRESH).stream().map(Message::value).toList();
  }

  /** Runs an encoder into a sender, in chunks as the sink cuts them. */
  static void export(RowEncoder encoder, DataBatch batch, Lane lane, RowSender sender) {
    var limits = new RowLimits(10_000, 4 << 20, 1, Duration.ofMinutes(1));
    var telemetry = new Telemetry(new MetricRegistry());
    try (var sink =
        new RowSink(
            "kafka", encoder, sender, limits, DeadLetterBox.NONE, telemetry, TimeSource.system())) {
      sink.export(batch, lane);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
