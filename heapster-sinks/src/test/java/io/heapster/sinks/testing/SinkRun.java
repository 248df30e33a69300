package io.heapster.sinks.testing;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.SinkCatalog;
import io.heapster.sinks.SinkChoice;
import io.heapster.sinks.kind.SinkContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink as the daemon makes it from a user's URI, and what it counted and set aside. */
public final class SinkRun implements AutoCloseable {
  private final Telemetry telemetry = new Telemetry(new MetricRegistry());
  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  private final DataSink sink;
  private final String name;

  /** A row set aside. */
  public record DeadLetter(Instant batch, String reason, byte[] row) {}

  private SinkRun(String uri, Duration callTimeout) {
    SinkChoice choice = SinkCatalog.choose(ComponentUri.parse(uri, _ -> null));
    if (!(choice instanceof SinkChoice.Sink made)) {
      throw new IllegalArgumentException(uri + ": " + choice);
    }
    this.name = made.name();
    this.sink =
        made.factory()
            .create(
                new SinkContext(
                    name,
                    callTimeout,
                    (batch, reason, row) -> deadLetters.add(new DeadLetter(batch, reason, row)),
                    telemetry,
                    TimeSource.system(),
                    ","));
  }

  public static SinkRun of(String uri) {
    return new SinkRun(uri, Duration.ofSeconds(60));
  }

  public static SinkRun of(String uri, Duration callTimeout) {
    return new SinkRun(uri, callTimeout);
  }

  /** The problems of a URI that makes no sink. */
  public static List<String> problems(String uri) {
    SinkChoice choice = SinkCatalog.choose(ComponentUri.parse(uri, _ -> null));
    return choice instanceof SinkChoice.Invalid invalid ? invalid.problems() : List.of();
  }

  public void export(DataBatch batch) throws IOException, InterruptedException {
    sink.export(batch, Lane.FRESH);
  }

  public List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  public long delivered() {
    return rows("delivered");
  }

  /** Values left out because they are no numbers. */
  public long notFinite() {
    return telemetry.counter(SelfMetric.VALUES_DROPPED, "not_finite").getCount();
  }

  public long dropped() {
    return rows("dropped");
  }

  @Override
  public void close() {
    try {
      sink.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long rows(String outcome) {
    return telemetry.counter(SelfMetric.SINK_ROWS, name, outcome).getCount();
  }
}
