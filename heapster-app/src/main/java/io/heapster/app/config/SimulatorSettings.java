package io.heapster.app.config;

import java.util.List;
import java.util.stream.Stream;

/** The flags of {@code heapster simulate}, those of the cluster also of {@code heapster demo}. */
public final class SimulatorSettings {
  static final Setting SHAPE =
      simulator("shape", SettingType.CHOICE, "demo", "tiny, demo, large or maximum");
  static final Setting NODES = simulator("nodes", SettingType.NUMBER, "0", "0: the shape's");
  static final Setting PODS = simulator("pods", SettingType.NUMBER, "0", "a node; 0: the shape's");
  static final Setting CONTAINERS =
      simulator("containers", SettingType.NUMBER, "0", "a pod; 0: the shape's");
  static final Setting PSI = simulator("psi", SettingType.FLAG, "false", "report pressure stalls");
  static final Setting CPU_SWING =
      simulator(
          "cpu-swing",
          SettingType.NUMBER,
          "0",
          "percent that CPU use swings about its mean; demo: 60");
  static final Setting SEED = simulator("seed", SettingType.NUMBER, "1", "same seed, same cluster");
  static final Setting SAMPLE_INTERVAL =
      simulator(
          "sample-interval", SettingType.DURATION, "0s", "kubelets measure so often; 0s: always");
  static final Setting FAULTS =
      simulator("faults", SettingType.LIST, "", "shares of faulty nodes: dead=0.05,slow=0.05,...");
  static final Setting CONTAINER_LIFETIME =
      simulator("container-lifetime", SettingType.DURATION, "0s", "between restarts; 0s: for ever");
  static final Setting POD_LIFETIME =
      simulator(
          "pod-lifetime", SettingType.DURATION, "0s", "until a pod is replaced; 0s: for ever");
  static final Setting PORT =
      simulator("port", SettingType.NUMBER, "10255", "kubelets' HTTP port; 0: any");
  static final Setting HTTPS_PORT =
      simulator("https-port", SettingType.NUMBER, "-1", "kubelets' HTTPS port; -1: no HTTPS");
  static final Setting API_PORT =
      simulator("api-port", SettingType.NUMBER, "8001", "API server's port; 0: any");

  private static final List<Setting> CLUSTER =
      List.of(
          SHAPE,
          NODES,
          PODS,
          CONTAINERS,
          PSI,
          CPU_SWING,
          SEED,
          SAMPLE_INTERVAL,
          FAULTS,
          CONTAINER_LIFETIME,
          POD_LIFETIME);

  private static final List<Setting> PORTS = List.of(PORT, HTTPS_PORT, API_PORT);

  private SimulatorSettings() {}

  /** Those that describe the cluster. */
  static List<Setting> cluster() {
    return CLUSTER;
  }

  static List<Setting> all() {
    return Stream.of(CLUSTER, PORTS).flatMap(List::stream).toList();
  }

  private static Setting simulator(String flag, SettingType type, String defaultText, String help) {
    return Setting.of(SettingGroup.SIMULATOR, flag, type, defaultText, help);
  }
}
