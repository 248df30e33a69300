package io.heapster.sources.kubelet.light;

import com.codahale.metrics.MetricRegistry;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.heapster.core.config.Options;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.Tick;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.core.usage.PodUsage;
import io.heapster.core.usage.UsageStore;
import io.heapster.sources.kubelet.Decoders;
import io.heapster.sources.kubelet.FakeInventory;
import io.heapster.sources.kubelet.KubeletConfig;
import io.heapster.sources.kubelet.KubeletCredentials;
import io.heapster.sources.kubelet.KubeletSource;
import io.heapster.sources.kubelet.ScrapeRules;
import io.heapster.sources.kubelet.TestNodes;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.heapster.sources.simulated.world.SimulatedNode;
import io.heapster.sources.simulated.world.SimulatedPod;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the light lane costs a process that scrapes 1,000 nodes of 30 pods of 2 containers
 * each 60 s. {@code simulate} runs the kubelets and prints their port; {@code measure <port> on|off
 * <minutes>} runs both lanes, or the full one only, and prints a line a minute: CPU (of this
 * process alone, so that other load does not count), resident memory, live heap.
 */
public final class LightLaneCost {
  private static final Instant EPOCH = Instant.parse("2026-11-21T00:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(60);
  private static final TimeSource TIME = TimeSource.system();

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setPreferNativeTransport(true)
              .setEventLoopPoolSize(Math.min(2 * Runtime.getRuntime().availableProcessors(), 4)));
  private final SimulatedCluster cluster = new SimulatedCluster(shape(), Faults.none());
  private final FakeInventory inventory = new FakeInventory();
  private final KubeletSource source;
  private final @Nullable LightLane lane;

  private LightLaneCost(int port, boolean light) {
    for (SimulatedNode node : cluster.nodes()) {
      inventory.put(TestNodes.node(node.name(), node.address(), port));
    }
    var telemetry = new Telemetry(new MetricRegistry());
    var options =
        new Options(
            "source test",
            Map.of(
                "kubeletHttps", List.of("false"), "kubeletPort", List.of(Integer.toString(port))));
    source =
        new KubeletSource(
            inventory,
            KubeletConfig.from(options),
            KubeletCredentials.NONE,
            Decoders.standard(),
            new ScrapeRules(TICK, false),
            vertx,
            TIME,
            telemetry);
    lane =
        light
            ? new LightLane(
                inventory,
                source.loops(),
                LightSettings.of(Duration.ofSeconds(15)),
                TIME,
                telemetry)
            : null;
  }

  private static ClusterShape shape() {
    return ClusterShape.large(EPOCH).withSampleInterval(Duration.ofSeconds(10));
  }

  /** Runs one of the two parts. */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("simulate")) {
      var simulator = Simulator.start(shape(), Listeners.anywhere(), Faults.none(), TIME);
      System.out.println(simulator.addresses().kubeletPort());
      System.in.read();
      simulator.close();
      return;
    }
    var cost = new LightLaneCost(Integer.parseInt(args[1]), args[2].equals("on"));
    cost.run(Integer.parseInt(args[3]));
    cost.source.close();
    cost.vertx.close().await();
  }

  private void run(int minutes) throws InterruptedException {
    if (lane != null) {
      lane.start();
    }
    long cpu = cpuNanos();
    System.out.println("minute millicores rss_mib heap_mib nodes containers list_ms list_mb");
    for (int minute = 1; minute <= minutes; minute++) {
      long begun = TIME.elapsedNanos();
      Instant end = EPOCH.plus(TICK.multipliedBy(minute));
      DataBatch kept = source.scrape(new Tick(end.minus(TICK), end, begun, begun + TICK.toNanos()));
      TIME.sleep(Duration.ofNanos(begun + TICK.toNanos() - TIME.elapsedNanos()));
      long now = cpuNanos();
      long millicores = (now - cpu) / (TICK.toNanos() / 1_000);
      System.gc();
      System.out.printf(
          "%d %d %d %d %s (%d entities)%n",
          minute, millicores, residentMib(), heapMib(), readers(), kept.pods().size());
      cpu = cpuNanos();
    }
  }

  /** Looks every pod up, as a list of all pods does. */
  private String readers() {
    if (lane == null) {
      return "-";
    }
    UsageStore store = lane.store();
    var keys = new ArrayList<EntityKey.Pod>();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (SimulatedNode node : cluster.nodes()) {
      List<SimulatedPod> pods = cluster.pods(node.index(), TIME.now().getEpochSecond());
      keys.addAll(
          pods.stream().map(pod -> new EntityKey.Pod(pod.namespace(), pod.name())).toList());
    }
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long begun = TIME.elapsedNanos();
    int served = 0;
    int perNode = keys.size() / cluster.nodes().size();
    for (int pod = 0; pod < keys.size(); pod++) {
      String node = cluster.nodes().get(pod / perNode).name();
      served += store.pod(keys.get(pod), node) instanceof PodUsage ? 1 : 0;
    }
    double millis = (TIME.elapsedNanos() - begun) / 1e6;
    double megabytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / 1e6;
    var coverage = store.coverage();
    return "%d %d %.1f %.1f (%d pods)"
        .formatted(coverage.servedNodes(), coverage.servedContainers(), millis, megabytes, served);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long heapMib() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static long residentMib() {
    try {
      String line =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(each -> each.startsWith("VmRSS"))
              .findFirst()
              .orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
