package io.heapster.sinks.influxdb;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.sun.management.ThreadMXBean;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.rows.DeadLetterBox;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.RowSink;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sources.simulated.world.ClusterShape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Lines of one tick of 1,000 nodes of 30 pods of 2 containers (94,000 entities, 3.2 million
 * values), in requests of 10,000 lines or 2 MiB, sent to nowhere. Demand: 150 MB/s on one core.
 *
 * <p>2026-11-21, 2-core x86-64 cloud machine (busy with other builds, load 5), Temurin 25: schema
 * VALUES 255 ms for 881 MB (3.4 GB/s, 80 ns a value), FIELDS 333 ms for 882 MB (2.6 GB/s, 102 ns a
 * value), WIDE 238 ms for 163 MB (0.7 GB/s, 75 ns a value). 9 MB allocated a tick in each, nearly
 * all of it the text of broken numbers. Tags are put together anew each tick: they are a small part
 * of it, so that nothing is cached between ticks.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 12)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class LineEncoderBenchmark {
  @Param({"VALUES", "FIELDS", "WIDE"})
  Schema schema;

  private DataBatch batch;
  private RowSink sink;
  private final Nowhere nowhere = new Nowhere();

  /** Of one tick. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Tick {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    public long lines;
    public long bytes;
    public long allocatedBytes;

    long allocated() {
      return threads.getCurrentThreadAllocatedBytes();
    }

    @Setup(Level.Iteration)
    public void clear() {
      lines = 0;
      bytes = 0;
      allocatedBytes = 0;
    }
  }

  private static final class Nowhere implements RowSender {
    private long lines;
    private long bytes;

    @Override
    public SendResult send(Rows rows) {
      lines += rows.size();
      bytes += rows.length();
      return SendResult.ACCEPTED;
    }
  }

  @Setup
  public void prepare() {
    batch = DemoTick.ticks(ClusterShape.large(DemoTick.recently()), 2).getLast();
    sink =
        new RowSink(
            "nowhere",
            new LineEncoder(schema, "default", false, new Counter()),
            nowhere,
            new RowLimits(10_000, 2 << 20, 1, Duration.ofSeconds(60)),
            DeadLetterBox.NONE,
            new Telemetry(new MetricRegistry()),
            TimeSource.system());
  }

  @Benchmark
  public long encode(Tick tick) throws IOException, InterruptedException {
    long before = tick.allocated();
    nowhere.lines = 0;
    nowhere.bytes = 0;
    sink.export(batch, Lane.FRESH);
    tick.lines += nowhere.lines;
    tick.bytes += nowhere.bytes;
    tick.allocatedBytes += tick.allocated() - before;
    return nowhere.bytes;
  }
}
