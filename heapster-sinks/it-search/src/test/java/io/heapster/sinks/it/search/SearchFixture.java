package io.heapster.sinks.it.search;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.SinkCatalog;
import io.heapster.sinks.SinkChoice;
import io.heapster.sinks.kind.SinkContext;
import io.heapster.sinks.testing.DemoTick;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sinks as users configure them, and what they set aside. */
final class SearchFixture {
  /** Made once: a second and more of scraping. */
  static final DataBatch DEMO = DemoTick.demo();

  /** Reason and row of each refused document. */
  final List<String> deadLetters = new CopyOnWriteArrayList<>();

  DataSink sink(String text) {
    return switch (SinkCatalog.choose(ComponentUri.parse(text, _ -> null))) {
      case SinkChoice.Sink choice -> choice.factory().create(context(choice.name()));
      case SinkChoice other -> throw new AssertionError(text + ": " + other);
    };
  }

  private SinkContext context(String name) {
    return new SinkContext(
        name,
        // Machines that build other things beside this one need patience.
        Duration.ofMinutes(2),
        (_, reason, row) -> deadLetters.add(reason + " " + new String(row, StandardCharsets.UTF_8)),
        new Telemetry(new MetricRegistry()),
        TimeSource.system(),
        ",");
  }
}
