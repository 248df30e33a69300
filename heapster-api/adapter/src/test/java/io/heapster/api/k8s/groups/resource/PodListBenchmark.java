package io.heapster.api.k8s.groups.resource;

import com.sun.management.ThreadMXBean;
import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.groups.StoppedTime;
import io.heapster.api.k8s.groups.media.Form;
import io.heapster.api.provider.ContainerUsage;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.PodMetrics;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The list of 30,000 pods of 2 containers and 10 labels, made slice by slice as it is sent, from
 * metrics whose objects are made while they are listed, as those of the daemon are. Budget: 150 ms
 * and 25 MB of garbage.
 *
 * <p>2026-11-21, 2 shared cores, Temurin 25: 20 ms (best 18, worst 34) for the 20.9 MB of the list,
 * 18 ms for the 19.3 MB of the table; 42 and 38 ms while other builds kept both cores busy. 5.4 MB
 * of garbage each, nearly all of it the metrics themselves. The very first list of a process takes
 * about 150 ms.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 30)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class PodListBenchmark {
  private static final int PODS = 30_000;
  private static final int SLICE_BYTES = 64 * 1024;
  private static final Instant NOW = StoppedTime.GOLDEN.now();

  private final List<ObjectName> names = new ArrayList<>();
  private final List<Map<String, String>> labels = new ArrayList<>();
  private final long[] cpu = new long[PODS * 2];
  private final long[] memory = new long[PODS * 2];

  /** Of the last call: what the thread allocated, and the length of the body. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Sizes {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    public long allocatedBytes;
    public long bodyBytes;

    long allocated() {
      return threads.getCurrentThreadAllocatedBytes();
    }

    @Setup(Level.Iteration)
    public void clear() {
      allocatedBytes = 0;
      bodyBytes = 0;
    }
  }

  @Setup
  public void fill() {
    var random = new SplittableRandom(1);
    for (int pod = 0; pod < PODS; pod++) {
      String name = "workload-" + pod / 30 + "-6df8dbcc4f-" + pod;
      names.add(new ObjectName("namespace-" + pod / 300, name));
      labels.add(labels(pod));
    }
    for (int i = 0; i < cpu.length; i++) {
      cpu[i] = random.nextLong(2_000_000_000L);
      memory[i] = random.nextLong(1 << 20) * 4096;
    }
  }

  private static Map<String, String> labels(int pod) {
    var labels = new HashMap<String, String>();
    labels.put("app.kubernetes.io/name", "workload-" + pod / 30);
    labels.put("app.kubernetes.io/instance", "workload-" + pod / 30);
    labels.put("app.kubernetes.io/version", "1.27.4");
    labels.put("app.kubernetes.io/component", "server");
    labels.put("app.kubernetes.io/part-of", "platform");
    labels.put("app.kubernetes.io/managed-by", "Helm");
    labels.put("helm.sh/chart", "workload-1.27.4");
    labels.put("pod-template-hash", "6df8dbcc4f");
    labels.put("topology.kubernetes.io/zone", "zone-" + pod % 3);
    labels.put("team", "team-" + pod % 17);
    return Map.copyOf(labels);
  }

  @Benchmark
  public void pods(Sizes sizes) {
    long before = sizes.allocated();
    sizes.bodyBytes = send(Form.PLAIN);
    sizes.allocatedBytes = sizes.allocated() - before;
  }

  @Benchmark
  public void table(Sizes sizes) {
    long before = sizes.allocated();
    sizes.bodyBytes = send(new Form.Table("v1"));
    sizes.allocatedBytes = sizes.allocated() - before;
  }

  private long send(Form form) {
    var bodies =
        new ResourceBodies<>(
            new PodShape(), "metrics.k8s.io/v1beta1", RowWriter.Include.METADATA, NOW);
    var slice = new JsonBytes(SLICE_BYTES + 16 * 1024);
    Answer.Pieces pieces = bodies.list(form, new Rows()).into(slice);
    long sent = 0;
    boolean more = true;
    while (more) {
      more = pieces.next();
      if (slice.size() >= SLICE_BYTES) {
        sent += slice.size();
        slice.clear();
      }
    }
    return sent + slice.size();
  }

  private final class Rows implements Iterator<PodMetrics> {
    private int at;

    @Override
    public boolean hasNext() {
      return at < PODS;
    }

    @Override
    public PodMetrics next() {
      int pod = at++;
      return new PodMetrics(
          names.get(pod),
          labels.get(pod),
          NOW.minusMillis(pod % 15_000),
          Duration.ofMillis(14_000 + pod % 2_000),
          List.of(usage("app", pod * 2), usage("sidecar", pod * 2 + 1)));
    }

    private ContainerUsage usage(String name, int row) {
      return new ContainerUsage(name, cpu[row], memory[row], ContainerUsage.ABSENT);
    }
  }
}
