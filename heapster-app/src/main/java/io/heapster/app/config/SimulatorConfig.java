package io.heapster.app.config;

import io.heapster.sources.simulated.world.NodeFault;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated cluster as asked for on the command line.
 *
 * @param size what differs from the world's own; 0 for what does not
 * @param cpuSwing of containers about their mean, in percent
 * @param faultShares share of the nodes, 0 to 1, by fault
 * @param ports 0 picks a free one, -1 for HTTPS turns it off
 */
public record SimulatorConfig(
    World world,
    Size size,
    boolean psi,
    int cpuSwing,
    int seed,
    Duration sampleInterval,
    Map<NodeFault, Double> faultShares,
    Duration containerLifetime,
    Duration podLifetime,
    Ports ports) {
  private static final Map<String, NodeFault> FAULTS = faults();

  /** A cluster by name. */
  public enum World {
    TINY,
    DEMO,
    LARGE,
    MAXIMUM
  }

  public record Size(int nodes, int podsPerNode, int containersPerPod) {}

  public record Ports(int kubeletHttp, int kubeletHttps, int apiServer) {}

  /** A configuration and what is wrong with it. */
  public record Loaded(SimulatorConfig config, List<String> problems) {}

  public SimulatorConfig {
    faultShares = Map.copyOf(faultShares);
  }

  /** Reads the flags of {@code heapster simulate}. */
  public static Loaded load(List<String> flags) {
    return read(List.of(new FlagReader(SimulatorSettings.all()).read(flags)));
  }

  /**
   * @param layers the weakest first
   */
  static Loaded read(List<Layer> layers) {
    var settings = new Settings(layers);
    var config =
        new SimulatorConfig(
            settings.choice(SimulatorSettings.SHAPE, World.class),
            size(settings),
            settings.flag(SimulatorSettings.PSI),
            settings.number(SimulatorSettings.CPU_SWING, 0, 100),
            settings.number(SimulatorSettings.SEED, 0, Integer.MAX_VALUE),
            settings.duration(SimulatorSettings.SAMPLE_INTERVAL, Duration.ZERO),
            faultShares(settings),
            settings.duration(SimulatorSettings.CONTAINER_LIFETIME, Duration.ZERO),
            settings.duration(SimulatorSettings.POD_LIFETIME, Duration.ZERO),
            ports(settings));
    return new Loaded(config, settings.problems());
  }

  private static Size size(Settings settings) {
    return new Size(
        settings.number(SimulatorSettings.NODES, 0, 64_000),
        settings.number(SimulatorSettings.PODS, 0, 1_000),
        settings.number(SimulatorSettings.CONTAINERS, 0, 20));
  }

  private static Ports ports(Settings settings) {
    return new Ports(
        settings.number(SimulatorSettings.PORT, 0, 65535),
        settings.number(SimulatorSettings.HTTPS_PORT, -1, 65535),
        settings.number(SimulatorSettings.API_PORT, 0, 65535));
  }

  private static Map<NodeFault, Double> faultShares(Settings settings) {
    var shares = new EnumMap<NodeFault, Double>(NodeFault.class);
    for (String each : settings.list(SimulatorSettings.FAULTS)) {
      String[] parts = each.split("=", 2);
      Optional<NodeFault> fault = fault(parts[0]);
      double share = parts.length == 2 ? share(parts[1]) : Double.NaN;
      if (fault.isEmpty() || !(share >= 0 && share <= 1)) {
        settings.problem(
            SimulatorSettings.FAULTS,
            each,
            "expected <fault>=<0 to 1>; faults are " + String.join(", ", FAULTS.keySet()));
      } else {
        shares.put(fault.get(), share);
      }
    }
    if (shares.values().stream().mapToDouble(Double::doubleValue).sum() > 1) {
      settings.problem(SimulatorSettings.FAULTS, shares.toString(), "add up to more than 1");
    }
    return shares;
  }

  private static Optional<NodeFault> fault(String name) {
    return Optional.ofNullable(FAULTS.get(name.replace('_', '-')));
  }

  private static Map<String, NodeFault> faults() {
    var faults = new LinkedHashMap<String, NodeFault>();
    for (NodeFault fault : NodeFault.values()) {
      if (fault != NodeFault.NONE) {
        faults.put(fault.name().toLowerCase(Locale.ROOT).replace('_', '-'), fault);
      }
    }
    return Collections.unmodifiableMap(faults);
  }

  private static double share(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
