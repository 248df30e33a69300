package io.heapster.sinks.kafka.it;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.SinkCatalog;
import io.heapster.sinks.SinkChoice;
import io.heapster.sinks.kind.SinkContext;
import io.heapster.sinks.rows.DeadLetterBox;
import java.time.Duration;
import java.util.List;

/** Kafka sinks as users name them. */
final class Sinks {
  private Sinks() {}

  static DataSink of(String address, String query) {
    return of(address, query, DeadLetterBox.NONE, Duration.ofSeconds(20));
  }

  static DataSink of(
      String address, String query, DeadLetterBox deadLetters, Duration callTimeout) {
    String text = "kafka:?brokers=" + address + "&" + query;
    SinkChoice choice = SinkCatalog.choose(ComponentUri.parse(text, _ -> null));
    if (choice instanceof SinkChoice.Invalid(List<String> problems)) {
      throw new IllegalArgumentException(problems.toString());
    }
    return ((SinkChoice.Sink) choice)
        .factory()
        .create(
            new SinkContext(
                "kafka",
                callTimeout,
                deadLetters,
                new Telemetry(new MetricRegistry()),
                TimeSource.system(),
                ","));
  }
}
