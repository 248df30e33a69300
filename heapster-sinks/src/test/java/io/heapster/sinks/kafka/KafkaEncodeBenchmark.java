package io.heapster.sinks.kafka;

import com.codahale.metrics.Counter;
import com.github.luben.zstd.Zstd;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowSender;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sources.simulated.world.ClusterShape;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Encoding the second tick of 1,000 nodes; what it makes, and its size after zstd, is told on
 * standard output.
 *
 * <p>2026-11-21, 2-core x86-64 cloud machine (busy: load 8, other builds beside it), Temurin 25,
 * two warm-ups and three measurements, 94,051 entities. {@code VALUE}: 3,396,216 messages of 1,750
 * MB in 1,278 to 2,498 ms (376 to 736 ns a value), allocating 31 MB; after zstd level 3 by pieces
 * of 16, 64, 256, 1,024 KiB: 91.4, 49.8, 38.3, 35.5 MB. {@code BATCH}: 1,001 messages (3,402,306
 * values) of 83.2 MB in 459 to 505 ms (135 to 148 ns), allocating 40 MB; 15.3, 12.6, 10.8, 9.6 MB.
 * The two scrapes differ by some values.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class KafkaEncodeBenchmark {
  @Param({"VALUE", "BATCH"})
  public KafkaConfig.Format format = KafkaConfig.Format.VALUE;

  @Param("large")
  public String world = "large";

  private DataBatch batch;
  private RowEncoder encoder;

  @Setup
  public void scrape() {
    batch = DemoTick.ticks(ClusterShape.named(world, DemoTick.recently()), 2).getLast();
    var oddities = new Oddities("kafka", new Counter());
    encoder =
        switch (format) {
          case VALUE -> new ValueEncoder("default", oddities);
          case BATCH -> new BatchEncoder("default", oddities);
        };
    long values = values(batch);
    System.out.printf("%n%s: %,d entities, %,d values%n", format, batch.size(), values);
    for (int piece : new int[] {16 << 10, 64 << 10, 256 << 10, 1 << 20}) {
      var sizes = new Sizes(piece);
      Messages.export(encoder, batch, Lane.FRESH, sizes);
      System.out.printf(
          "%,d messages, %,d bytes, %,d after zstd by %,d in %d ms%n",
          sizes.messages, sizes.bytes, sizes.compressed, piece, sizes.nanos / 1_000_000);
    }
  }

  private static long values(DataBatch batch) {
    long[] count = new long[1];
    batch.forEach(set -> {
      set.forEachMetric((_, _) -> count[0]++);
      set.forEachLabeled((_, _, _) -> count[0]++);
    });
    return count[0];
  }

  @Benchmark
  public long encode() {
    long[] bytes = new long[1];
    Messages.export(
        encoder,
        batch,
        Lane.FRESH,
        rows -> {
          bytes[0] += rows.length();
          return SendResult.ACCEPTED;
        });
    return bytes[0];
  }

  /** How large the rows are, and how large compressed as a producer would, some at a time. */
  private static final class Sizes implements RowSender {
    private final int piece;
    private long messages;
    private long bytes;
    private long compressed;
    private long nanos;

    Sizes(int piece) {
      this.piece = piece;
    }

    @Override
    public SendResult send(Rows rows) {
      messages += rows.size();
      bytes += rows.length();
      int end = rows.offset() + rows.length();
      long begun = System.nanoTime();
      for (int at = rows.offset(); at < end; at += piece) {
        byte[] some = Arrays.copyOfRange(rows.array(), at, Math.min(at + piece, end));
        compressed += Zstd.compress(some, 3).length;
      }
      nanos += System.nanoTime() - begun;
      return SendResult.ACCEPTED;
    }
  }
}
