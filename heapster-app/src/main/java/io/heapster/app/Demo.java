package io.heapster.app;

import io.heapster.app.config.ApiConfig;
import io.heapster.app.config.DemoConfig;
import io.heapster.app.config.HeapsterConfig;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A simulated cluster and a daemon that watches it, in one process, with words for the user. */
final class Demo {
  private final DemoConfig config;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final SimulatedWorld world;
  private final AtomicBoolean ratesTold = new AtomicBoolean();
  private volatile @Nullable Daemon daemon;

  Demo(DemoConfig config, Map<String, String> environment, PrintStream out) {
    this.config = config;
    this.environment = environment;
    this.out = out;
    this.world = new SimulatedWorld(config.cluster(), TimeSource.system(), out);
  }

  /** The cluster first, then the daemon, whose source it is. */
  Lifecycle lifecycle() {
    Stage watching = Stage.of("daemon", this::startDaemon, this::stopDaemon);
    return new Lifecycle(
        List.of(world, watching), TimeSource.system(), HeapsterAssembly.STOP_LIMIT);
  }

  private void startDaemon() throws UnknownHostException {
    HeapsterConfig aimed =
        config.daemon().withSource(source()).withApi(freePort(config.daemon().api()));
    Overrides overrides = Overrides.none(environment).withObserver(this::tellFirstRates);
    Daemon started = HeapsterAssembly.assemble(aimed, overrides);
    daemon = started;
    started.start();
    out.print(guide(started.apiUrl()));
  }

  private void stopDaemon(Duration within) {
    Daemon running = daemon;
    if (running != null) {
      running.close();
    }
  }

  private ComponentUri source() {
    return new ComponentUri(
        "kubernetes.summary_api",
        world.addresses().api(),
        Map.of("inClusterConfig", List.of("false"), "kubeletPort", List.of(kubeletPort())));
  }

  private String kubeletPort() {
    return Integer.toString(world.addresses().kubeletPort());
  }

  /** Another port when the usual one is taken and the user did not insist on it. */
  private ApiConfig freePort(ApiConfig api) throws UnknownHostException {
    if (config.portIsChosen()) {
      return api;
    }
    try (var probe = new ServerSocket(api.port(), 1, InetAddress.getByName(api.listenIp()))) {
      return api.withPort(probe.getLocalPort());
    } catch (IOException e) {
      out.println("port " + api.port() + " is taken, so the daemon takes a free one");
      return api.withPort(0);
    }
  }

  private String guide(String address) {
    return """
    heapster answers at %1$s/
    first rates come with the second tick, in about ten seconds; Ctrl-C ends the demo. Then try

      curl %1$s/api/v1/model/metrics/cpu/usage_rate
      curl %1$s/apis/metrics/v1alpha1/nodes
      curl %1$s/metrics

    """
        .formatted(address);
  }

  private void tellFirstRates(DataBatch batch) {
    boolean rates =
        batch
            .metricSet(EntityKey.Cluster.INSTANCE)
            .flatMap(cluster -> cluster.value(PlainMetrics.CPU_USAGE_RATE))
            .isPresent();
    if (rates && ratesTold.compareAndSet(false, true)) {
      out.printf("first rates are there: %d entities%n", batch.size());
    }
  }
}
