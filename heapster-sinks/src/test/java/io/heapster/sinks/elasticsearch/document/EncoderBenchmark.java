package io.heapster.sinks.elasticsearch.document;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.DeadLetterBox;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSink;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sources.simulated.world.ClusterShape;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One tick of 1,000 nodes as documents, in chunks of 5 MiB that nobody sends.
 *
 * <p>2026-11-21, 2-core x86-64 cloud machine (busy: load 5 to 7, other builds beside it), Temurin
 * 25, two warm-ups and three measurements of 2 s, 94,051 entities with some 3.4 million values:
 * {@code FAMILIES} 1,046,102 documents of 690 MB in 851 to 959 ms (some 250 to 280 ns a value; some
 * 700 ms undisturbed, earlier), {@code WIDE} 285,051 of 282 MB in 432 to 555 ms (some 130 to 160 ns
 * a value). Either allocates 49 MB. Two thirds of the wide documents are devices.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx3g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class EncoderBenchmark {
  @Param({"FAMILIES", "WIDE"})
  public DocumentForm form = DocumentForm.FAMILIES;

  private final AtomicLong documents = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private DataBatch batch;
  private RowSink sink;

  @Setup
  public void scrape() {
    batch = DemoTick.ticks(ClusterShape.large(DemoTick.recently()), 2).getLast();
    sink =
        new RowSink(
            "bench",
            new DocumentEncoder(
                "default", new Destination.DailyIndex("heapster"), form, new Counter()),
            rows -> {
              documents.addAndGet(rows.size());
              bytes.addAndGet(rows.length());
              return SendResult.ACCEPTED;
            },
            new RowLimits(20_000, 5 << 20, 1, Duration.ofMinutes(1)),
            DeadLetterBox.NONE,
            new Telemetry(new MetricRegistry()),
            TimeSource.system());
  }

  @Benchmark
  public void encode() throws IOException, InterruptedException {
    documents.set(0);
    bytes.set(0);
    sink.export(batch, Lane.FRESH);
  }

  @TearDown
  public void tell() {
    System.out.printf(
        "%s: %d entities: %d documents, %d MB%n",
        form, batch.size(), documents.get(), bytes.get() / 1_000_000);
  }
}
