package io.heapster.sources.kubelet.summary;

import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
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
 * Decoding of one whole summary of 30 pods with 2 containers each: 117,096 bytes, or 195,920 with
 * pressure blocks.
 *
 * <pre>
 *  withPressure  us/op        MB/s  garbage B/op
 *  false         225 +- 15    520   1,010
 *  true          377 +- 60    519   1,124
 * </pre>
 *
 * <p>2-core x86-64 cloud machine under other load, Temurin 25, SerialGC, 2026-11-21. Run with
 * {@code java -cp <test class path> org.openjdk.jmh.Main SummaryDecodeBenchmark -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx256m"})
public class SummaryDecodeBenchmark {
  @Param({"false", "true"})
  private boolean withPressure;

  private final SummaryDecoder decoder = new SummaryDecoder();
  private final NodeNames names = new NodeNames();
  private final NodeSample sample = new NodeSample();
  private byte[] body = new byte[0];

  @Setup
  public void writeDocument() {
    body = SummaryDocument.of(30, 2, withPressure);
  }

  @Benchmark
  public NodeSample decode() throws MalformedAnswerException {
    decoder.decode(body, body.length, names, sample);
    return sample;
  }
}
