package io.heapster.sinks.testing;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataProcessor;
import io.heapster.core.pipeline.Manager;
import io.heapster.core.pipeline.TickClock;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.processors.LabelPolicy;
import io.heapster.processors.RateRules;
import io.heapster.processors.StandardChain;
import io.heapster.sources.kube.ApiAccess;
import io.heapster.sources.kube.ApiServerConfig;
import io.heapster.sources.kube.KubeInventory;
import io.heapster.sources.kubelet.Decoders;
import io.heapster.sources.kubelet.KubeletConfig;
import io.heapster.sources.kubelet.KubeletCredentials;
import io.heapster.sources.kubelet.KubeletSource;
import io.heapster.sources.kubelet.ScrapeRules;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Batches as the daemon really makes them: a simulated cluster, scraped over HTTP, processed by the
 * standard chain. From the second tick on they hold rates.
 */
public final class DemoTick {
  private static final Duration RESOLUTION = Duration.ofSeconds(10);

  private DemoTick() {}

  /** The second tick of the demo's cluster: 20 nodes, some 900 entities, recent timestamps. */
  public static DataBatch demo() {
    return ticks(ClusterShape.demo(recently()), 2).getLast();
  }

  /** Some minutes ago, a multiple of the resolution. */
  public static Instant recently() {
    long step = RESOLUTION.toMillis();
    return Instant.ofEpochMilli(System.currentTimeMillis() / step * step - 30 * step);
  }

  /** Successive ticks of a cluster, ten seconds apart, the first soon after its epoch. */
  public static List<DataBatch> ticks(ClusterShape shape, int count) {
    Instant first = shape.epoch().plus(RESOLUTION.multipliedBy(2));
    var worldTime = new ManualTime(first);
    try (Simulator simulator =
        Simulator.start(shape, Listeners.anywhere(), Faults.none(), worldTime)) {
      return scrape(simulator, worldTime, first, count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was made", e);
    }
  }

  private static List<DataBatch> scrape(
      Simulator simulator, ManualTime worldTime, Instant first, int count)
      throws InterruptedException {
    TimeSource time = TimeSource.system();
    var telemetry = new Telemetry(new MetricRegistry());
    var uri =
        new ComponentUri(
            "kubernetes.summary_api",
            simulator.addresses().api(),
            Map.of(
                "inClusterConfig",
                List.of("false"),
                "kubeletPort",
                List.of(Integer.toString(simulator.addresses().kubeletPort()))));
    var options = new Options("source", uri.options());
    ApiServerConfig apiServer = ApiServerConfig.from(uri, options);
    KubeletConfig kubelets = KubeletConfig.from(options);
    ApiAccess access = ApiAccess.open(apiServer, _ -> "", time);
    Vertx loops = Vertx.vertx();
    var batches = new ArrayList<DataBatch>();
    try (var inventory = new KubeInventory(access, apiServer, telemetry, time);
        var source =
            new KubeletSource(
                inventory,
                kubelets,
                new KubeletCredentials(access.bearerToken(), null, null, null),
                Decoders.standard(),
                new ScrapeRules(RESOLUTION, false),
                loops,
                time,
                telemetry)) {
      inventory.start();
      if (!inventory.awaitSync(Duration.ofSeconds(60))) {
        throw new IllegalStateException("the simulated cluster was not listed within a minute");
      }
      List<DataProcessor> chain =
          StandardChain.of(
              inventory,
              LabelPolicy.parse(",", List.of(), List.of()),
              RateRules.DEFAULT,
              RESOLUTION);
      var clock = new TickClock(time, RESOLUTION, Duration.ofSeconds(8));
      var manager = new Manager(source, chain, List.of(batches::add), clock, time, telemetry);
      for (int tick = 0; tick < count; tick++) {
        Instant end = first.plus(RESOLUTION.multipliedBy(tick));
        worldTime.set(end);
        manager.housekeep(clock.begin(end));
      }
    } finally {
      loops.close().toCompletionStage().toCompletableFuture().join();
    }
    return batches;
  }
}
