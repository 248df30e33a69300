package io.heapster.app;

import io.heapster.app.config.SimulatorConfig;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.Addresses;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.NodeFault;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The simulated cluster as a stage: listens from start to stop, and tells where. */
final class SimulatedWorld implements Stage {
  private final SimulatorConfig config;
  private final int secureApiPort;
  private final TimeSource time;
  private final PrintStream out;
  private volatile @Nullable Simulator simulator;

  /**
   * @param secureApiPort of its API server over TLS; {@link Listeners#OFF} for none
   */
  SimulatedWorld(SimulatorConfig config, int secureApiPort, TimeSource time, PrintStream out) {
    this.config = config;
    this.secureApiPort = secureApiPort;
    this.time = time;
    this.out = out;
  }

  /** A lifecycle of nothing else. */
  static Lifecycle alone(SimulatorConfig config, PrintStream out) {
    TimeSource time = TimeSource.system();
    return new Lifecycle(
        List.of(new SimulatedWorld(config, Listeners.OFF, time, out)),
        time,
        HeapsterAssembly.STOP_LIMIT);
  }

  @Override
  public String name() {
    return "simulated cluster";
  }

  @Override
  public void start() {
    ClusterShape shape = shape();
    SimulatorConfig.Ports ports = config.ports();
    var listeners =
        Listeners.anywhere()
            .withApi(ports.apiServer())
            .withKubelets(ports.kubeletHttp())
            .withHttps(ports.kubeletHttps())
            .withSecureApi(secureApiPort);
    simulator = Simulator.start(shape, listeners, faults(), time);
    out.printf(
        Locale.ROOT,
        "simulated cluster: %d nodes of %d pods of %d containers%n  API server     %s%n  first"
            + " kubelet  %s%n",
        shape.nodes(),
        shape.podsPerNode(),
        shape.containersPerPod(),
        addresses().api(),
        addresses().firstKubelet());
  }

  @Override
  public void stop(Duration within) {
    Simulator running = simulator;
    if (running != null) {
      running.close();
    }
  }

  /** Where it listens; once started. */
  Addresses addresses() {
    return simulator().addresses();
  }

  /** The cluster itself; once started. */
  Simulator simulator() {
    return Objects.requireNonNull(simulator, "the simulated cluster is not started");
  }

  private ClusterShape shape() {
    Instant epoch = time.now();
    ClusterShape world = ClusterShape.named(config.world().name().toLowerCase(Locale.ROOT), epoch);
    SimulatorConfig.Size size = config.size();
    return world
        .resized(
            orElse(size.nodes(), world.nodes()),
            orElse(size.podsPerNode(), world.podsPerNode()),
            orElse(size.containersPerPod(), world.containersPerPod()))
        .withPsi(config.psi())
        .withCpuSwing(config.cpuSwing())
        .withSeed(config.seed())
        .withSampleInterval(config.sampleInterval());
  }

  private Faults faults() {
    Faults faults =
        Faults.none()
            .withContainerLifetime(config.containerLifetime())
            .withPodLifetime(config.podLifetime());
    for (Map.Entry<NodeFault, Double> share : config.faultShares().entrySet()) {
      faults = faults.with(share.getKey(), share.getValue());
    }
    return faults;
  }

  private static int orElse(int given, int otherwise) {
    return given == 0 ? otherwise : given;
  }
}
