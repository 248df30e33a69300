package io.heapster.app.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A simulated cluster as asked for on the command line.
 *
 * @param size what differs from the world's own; 0 for what does not
 * @param faultShares share of the nodes, 0 to 1, by the fault's name
 * @param ports 0 picks a free one
 */
public record SimulatorConfig(
    World world,
    Size size,
    boolean psi,
    int seed,
    Duration sampleInterval,
    Map<String, Double> faultShares,
    Duration containerLifetime,
    Duration podLifetime,
    Ports ports) {

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
    var settings = new Settings(List.of(new FlagReader(SimulatorSettings.all()).read(flags)));
    var config =
        new SimulatorConfig(
            settings.choice(SimulatorSettings.SHAPE, World.class),
            size(settings),
            settings.flag(SimulatorSettings.PSI),
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
        settings.number(SimulatorSettings.HTTPS_PORT, 0, 65535),
        settings.number(SimulatorSettings.API_PORT, 0, 65535));
  }

  private static Map<String, Double> faultShares(Settings settings) {
    var shares = new LinkedHashMap<String, Double>();
    double sum = 0;
    for (String each : settings.list(SimulatorSettings.FAULTS)) {
      String[] parts = each.split("=", 2);
      double share = parts.length == 2 ? share(parts[1]) : Double.NaN;
      if (share >= 0 && share <= 1) {
        shares.put(parts[0], share);
        sum += share;
      } else {
        settings.problem(SimulatorSettings.FAULTS, each, "expected <fault>=<0 to 1>");
      }
    }
    if (sum > 1) {
      settings.problem(SimulatorSettings.FAULTS, shares.toString(), "add up to more than 1");
    }
    return shares;
  }

  private static double share(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
