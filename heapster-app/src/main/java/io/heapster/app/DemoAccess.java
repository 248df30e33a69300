package io.heapster.app;

import io.heapster.app.config.MetricsApiConfig;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.front.Account;
import io.heapster.sources.simulated.front.ApiBackend;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Joins a daemon with a simulated API server in both directions: files by which the daemon and
 * kubectl find the API server, in a folder that goes with the demo, and the registration by which
 * that finds the daemon's metrics APIs.
 */
final class DemoAccess implements AutoCloseable {
  private static final String KUBECTL = "kubectl";
  private static final String CERT_DIR = "--cert-dir=";
  private static final String BIND_ADDRESS = "--bind-address=";

  /** In the order of preference. */
  private static final List<String> GROUP_VERSIONS =
      List.of(
          "metrics.k8s.io/v1",
          "metrics.k8s.io/v1beta1",
          "custom.metrics.k8s.io/v1beta2",
          "custom.metrics.k8s.io/v1beta1",
          "external.metrics.k8s.io/v1beta1");

  private final Path folder;
  private final Simulator simulator;

  private DemoAccess(Path folder, Simulator simulator) {
    this.folder = folder;
    this.simulator = simulator;
  }

  /** Writes the files. */
  static DemoAccess open(Simulator simulator) throws IOException {
    var access = new DemoAccess(Files.createTempDirectory("heapster-demo"), simulator);
    Files.writeString(access.kubeconfig(), simulator.kubeconfig(Account.ADMIN));
    Files.writeString(access.daemonKubeconfig(), simulator.kubeconfig(Account.HEAPSTER));
    return access;
  }

  /** For people: contexts admin (the current one), viewer, guest and others. */
  Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  private Path daemonKubeconfig() {
    return folder.resolve("heapster.kubeconfig");
  }

  /**
   * The metrics APIs behind the simulated API server; untouched when they are off.
   *
   * @param portIsChosen whether the user insists on the port: any free one is taken otherwise
   */
  MetricsApiConfig behind(MetricsApiConfig asked, boolean portIsChosen) {
    if (asked.port() == 0) {
      return asked;
    }
    var flags = new ArrayList<String>();
    for (String purpose : List.of("authentication", "authorization", "lister")) {
      flags.add("--" + purpose + "-kubeconfig=" + daemonKubeconfig());
    }
    addUnlessGiven(flags, asked, BIND_ADDRESS, "127.0.0.1");
    addUnlessGiven(flags, asked, CERT_DIR, folder.toString());
    return asked.with(portIsChosen ? asked.port() : MetricsApiConfig.ANY_PORT, flags);
  }

  private static void addUnlessGiven(
      List<String> flags, MetricsApiConfig asked, String flag, String value) {
    if (asked.flags().stream().noneMatch(given -> given.startsWith(flag))) {
      flags.add(flag + value);
    }
  }

  /**
   * Tells the API server of a daemon that serves.
   *
   * @param environment of the daemon
   */
  void register(int securePort, Map<String, String> environment) throws IOException {
    String host =
        "heapster-metrics." + environment.getOrDefault("POD_NAMESPACE", "kube-system") + ".svc";
    // Without an authority of its own, the daemon serves with a certificate that the user chose.
    Path own = folder.resolve("apiserver-ca.crt");
    String authority = Files.exists(own) ? Files.readString(own) : "";
    simulator.front().register(new ApiBackend(securePort, host, authority, GROUP_VERSIONS));
  }

  /** What to try, a command a line; the first two answer at once. */
  List<String> commands() {
    String start = KUBECTL + " --kubeconfig=" + kubeconfig() + " ";
    return List.of(
        start + "top node",
        start + "top pod -A --containers --sort-by=cpu",
        start + "get --raw /apis/custom.metrics.k8s.io/v1beta2");
  }

  /** Whether the user has kubectl. */
  static boolean isKubectlOn(Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(each -> !each.isEmpty())
        .anyMatch(each -> Files.isExecutable(Path.of(each, KUBECTL)));
  }

  /** Deletes the files. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
