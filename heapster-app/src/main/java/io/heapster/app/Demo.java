package io.heapster.app;

import io.heapster.app.config.ApiConfig;
import io.heapster.app.config.DemoConfig;
import io.heapster.app.config.HeapsterConfig;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.BatchReceiver;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.Simulator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A simulated cluster and a daemon that watches it, in one process, with words for the user. */
final class Demo {
  private final DemoConfig config;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final BatchReceiver observer;
  private final SimulatedWorld world;
  private final AtomicBoolean ratesTold = new AtomicBoolean();
  private volatile @Nullable DemoAccess access;
  private volatile @Nullable Daemon daemon;

  Demo(DemoConfig config, Map<String, String> environment, PrintStream out) {
    this(config, environment, out, _ -> {});
  }

  /**
   * @param observer is handed each finished batch
   */
  Demo(
      DemoConfig config, Map<String, String> environment, PrintStream out, BatchReceiver observer) {
    this.config = config;
    this.environment = environment;
    this.out = out;
    this.observer = observer;
    this.world = new SimulatedWorld(config.cluster(), 0, TimeSource.system(), out);
  }

  /** The cluster first, then the daemon, whose source it is. */
  Lifecycle lifecycle() {
    Stage files = Stage.of("files for kubectl", this::writeFiles, _ -> deleteFiles());
    Stage watching = Stage.of("daemon", this::startDaemon, this::stopDaemon);
    return new Lifecycle(
        List.of(world, files, watching), TimeSource.system(), HeapsterAssembly.STOP_LIMIT);
  }

  private void writeFiles() throws IOException {
    access = DemoAccess.open(world.simulator());
  }

  private void deleteFiles() throws IOException {
    DemoAccess written = access;
    if (written != null) {
      written.close();
    }
  }

  private DemoAccess access() {
    return Objects.requireNonNull(access, "the demo is not started");
  }

  private void startDaemon() throws IOException {
    HeapsterConfig asked = config.daemon();
    HeapsterConfig aimed =
        asked
            .withSource(source())
            .withApi(freePort(asked.api()))
            .withMetricsApis(access().behind(asked.metricsApis(), config.securePortIsChosen()));
    Overrides overrides = Overrides.none(environment).withObserver(this::observe);
    Daemon started = HeapsterAssembly.assemble(aimed, overrides);
    daemon = started;
    started.start();
    if (started.securePort() != 0) {
      access().register(started.securePort(), environment);
    }
    out.print(guide(started));
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

  private String guide(Daemon started) {
    String address = started.apiUrl();
    var commands = new ArrayList<String>();
    for (String path :
        List.of(
            "/api/v1/model/metrics/cpu/usage_rate", "/apis/metrics/v1alpha1/nodes", "/metrics")) {
      commands.add("curl " + address + path);
    }
    if (started.securePort() != 0) {
      boolean first = DemoAccess.isKubectlOn(environment);
      commands.addAll(first ? 0 : commands.size(), access().commands());
    }
    return """
    heapster answers at %s/
    first rates come with the second tick, in about ten seconds; Ctrl-C ends the demo. Then try

      %s

    """
        .formatted(address, String.join("\n  ", commands));
  }

  /** The cluster that is watched; once started. */
  Simulator simulator() {
    return world.simulator();
  }

  /** Where the daemon's HTTP API is; once started. */
  String apiUrl() {
    return Objects.requireNonNull(daemon, "the demo is not started").apiUrl();
  }

  /** Where the daemon serves Kubernetes' metrics APIs; once started, 0 when it does not. */
  int securePort() {
    return Objects.requireNonNull(daemon, "the demo is not started").securePort();
  }

  private void observe(DataBatch batch) {
    tellFirstRates(batch);
    observer.accept(batch);
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
