package io.heapster.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A simulated cluster and a daemon to watch it: the daemon's flags and those of the cluster, with
 * quick ticks, loopback addresses and CPU use that moves unless told otherwise. {@code --port} is
 * the daemon's here.
 *
 * @param daemon has no source yet
 * @param portIsChosen whether the user named the port of the daemon's API
 * @param securePortIsChosen the same of Kubernetes' metrics APIs
 */
public record DemoConfig(
    HeapsterConfig daemon,
    SimulatorConfig cluster,
    boolean portIsChosen,
    boolean securePortIsChosen) {

  /** Where the simulated API server will listen is known once it does. */
  private static final Map<Setting, String> DAEMON =
      Map.of(
          DaemonSettings.SOURCE, "kubernetes",
          DaemonSettings.METRIC_RESOLUTION, "5s",
          DaemonSettings.LISTEN_IP, "127.0.0.1");

  /** Any ports; and charts of constant use are no sight. */
  private static final Map<Setting, String> CLUSTER =
      Map.of(
          SimulatorSettings.PORT, "0",
          SimulatorSettings.API_PORT, "0",
          SimulatorSettings.CPU_SWING, "60");

  /** A configuration and what is wrong or notable about it. */
  public record Loaded(DemoConfig config, List<String> problems, List<String> warnings) {}

  /** Reads the flags of {@code heapster demo}; environment and file count, too. */
  public static Loaded load(List<String> flags, Map<String, String> environment) {
    Layer all = new FlagReader(table()).read(flags);
    var daemonLine = new Layer(Place.COMMAND_LINE);
    var clusterLine = new Layer(Place.COMMAND_LINE);
    all.given().forEach(each -> share(each, daemonLine, clusterLine));
    ConfigLoader.Loaded daemon = new ConfigLoader(environment).load(demo(DAEMON), daemonLine);
    SimulatorConfig.Loaded cluster = SimulatorConfig.read(List.of(demo(CLUSTER), clusterLine));
    var problems = new ArrayList<>(all.problems());
    problems.addAll(daemon.problems());
    problems.addAll(cluster.problems());
    boolean portIsChosen = daemon.config().api().port() != number(DaemonSettings.PORT);
    boolean securePortIsChosen =
        daemon.config().metricsApis().port() != number(MetricsApiSettings.SECURE_PORT);
    return new Loaded(
        new DemoConfig(daemon.config(), cluster.config(), portIsChosen, securePortIsChosen),
        problems,
        daemon.warnings());
  }

  private static void share(Given each, Layer daemon, Layer cluster) {
    if (each.setting() == SimulatorSettings.PORT) {
      daemon.add(DaemonSettings.PORT, each.values(), each.origin());
      return;
    }
    Layer layer = each.setting().group() == SettingGroup.SIMULATOR ? cluster : daemon;
    layer.add(each.setting(), each.values(), each.origin());
  }

  private static List<Setting> table() {
    var table = new ArrayList<>(DaemonSettings.all());
    table.addAll(SimulatorSettings.cluster());
    table.add(SimulatorSettings.PORT);
    return table;
  }

  private static Layer demo(Map<Setting, String> values) {
    var layer = new Layer(Place.DEMO);
    values.forEach((setting, value) -> layer.add(setting, List.of(value), "demo"));
    return layer;
  }

  private static int number(Setting setting) {
    return Integer.parseInt(setting.defaultText());
  }
}
