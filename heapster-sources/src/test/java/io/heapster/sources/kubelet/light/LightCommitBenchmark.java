package io.heapster.sources.kubelet.light;

import io.heapster.core.model.EntityKey;
import io.heapster.core.usage.PodAnswer;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One node of 30 pods with 2 containers each: reading its answer of 39 KB and committing it, which
 * it does every 15 s: 144 +- 52 us (110 us undisturbed), no garbage (the 90 bytes are those of
 * beginning anew once in 256 answers); and looking one pod up: 43 +- 7 ns, 176 bytes, which are the
 * answer.
 *
 * <p>2 shared cores under other load, x86-64, Temurin 25, SerialGC, 2026-11-21. Run with {@code
 * bench/jmh LightCommit}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx256m"})
public class LightCommitBenchmark {
  private static final int PODS = 30;
  private static final int ANSWERS = 256;
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final Duration SCRAPE = Duration.ofSeconds(15);

  private final NodePoints points = new NodePoints("n1", LightSettings.of(SCRAPE));
  private final Readings readings = new Readings();
  private final NodeNames names = new NodeNames();
  private final EntityKey.Pod pod = new EntityKey.Pod("shop-3", "web-6df8dbcc4f-10010");
  private byte[][] bodies = {};
  private long now;
  private int answers;

  /** Answers with times of their own, as scrapes find them. */
  @Setup
  public void writeAnswers() throws MalformedAnswerException {
    bodies = new byte[ANSWERS][];
    for (int answer = 0; answer < ANSWERS; answer++) {
      bodies[answer] = body(1_795_239_001_437L + answer * SCRAPE.toMillis());
    }
    readAndCommit();
    readAndCommit();
  }

  private static byte[] body(long millis) {
    var text = new StringBuilder();
    String cpu = millis / 1_000 - 1_795_000_000 + ".135585035 " + millis;
    family(text, "container_cpu_usage_seconds_total", true, cpu);
    family(text, "container_memory_working_set_bytes", true, "1.98656e+06 " + millis);
    family(text, "container_start_time_seconds", true, "1.795138882637071e+09");
    family(text, "container_swap_usage_bytes", true, "0 " + millis);
    text.append("node_cpu_usage_seconds_total ").append(cpu).append('\n');
    text.append("node_memory_working_set_bytes 1.382998016e+09 ").append(millis).append('\n');
    family(text, "pod_cpu_usage_seconds_total", false, cpu);
    family(text, "pod_memory_working_set_bytes", false, "2.138112e+06 " + millis);
    family(text, "pod_swap_usage_bytes", false, "0 " + millis);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void family(StringBuilder text, String name, boolean containers, String value) {
    text.append("# HELP ").append(name).append(" [STABLE] What it is\n");
    text.append("# TYPE ").append(name).append(" gauge\n");
    for (int line = 0; line < (containers ? 2 * PODS : PODS); line++) {
      text.append(name).append('{');
      if (containers) {
        text.append("container=\"").append(line < PODS ? "app" : "sidecar").append("\",");
      }
      int pod = line % PODS;
      text.append("namespace=\"shop-").append(pod % 7);
      text.append("\",pod=\"web-6df8dbcc4f-").append(10_000 + pod).append("\"} ");
      text.append(value).append('\n');
    }
  }

  /** After the last answer the node is silent for long, and begins anew with the first. */
  @Benchmark
  public NodePoints readAndCommit() throws MalformedAnswerException {
    int answer = answers++ % ANSWERS;
    byte[] body = bodies[answer];
    readings.read(body, body.length, names, 0);
    now += answer == 0 ? SILENCE.toNanos() : SCRAPE.toNanos();
    points.commit(readings, now);
    return points;
  }

  @Benchmark
  public PodAnswer lookUp() {
    return points.pod(pod, now);
  }
}
