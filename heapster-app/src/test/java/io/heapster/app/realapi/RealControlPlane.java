package io.heapster.app.realapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.heapster.sinks.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * etcd and kube-apiserver on 127.0.0.1, set up for the aggregation layer, from the folder that
 * {@code KUBEBUILDER_ASSETS} names. Users are told apart by tokens of a file.
 */
final class RealControlPlane implements AutoCloseable {
  static final String ADMIN = "admin-token";
  static final String DAEMON = "daemon-token";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Deque<Process> running = new ArrayDeque<>();
  private final Path assets;
  private final Path folder;

  /** Of the API server, of etcd's clients and of its peers. */
  private final int[] ports = FreePorts.different(3);

  /** What a program told, and how it ended. */
  record Told(int exit, String text) {}

  RealControlPlane(Path assets, Path folder) throws Exception {
    this.assets = assets;
    this.folder = folder;
    FrontProxyKeys.write(folder);
    Files.writeString(
        folder.resolve("tokens.csv"),
        ADMIN
            + ",admin,1,system:masters\n"
            + DAEMON
            + ",system:serviceaccount:kube-system:heapster,2,\"system:serviceaccounts\"\n");
    kubeconfig("admin", ADMIN);
    kubeconfig("daemon", DAEMON);
    try {
      startEtcdAndApiServer();
    } catch (RuntimeException | IOException e) {
      close();
      throw e;
    }
  }

  private void startEtcdAndApiServer() throws IOException {
    String etcd = "http://127.0.0.1:" + ports[1];
    start(
        "etcd",
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=" + etcd,
        "--advertise-client-urls=" + etcd,
        "--listen-peer-urls=http://127.0.0.1:" + ports[2],
        "--unsafe-no-fsync");
    start(
        "kube-apiserver",
        "--etcd-servers=" + etcd,
        "--bind-address=127.0.0.1",
        "--secure-port=" + ports[0],
        "--cert-dir=" + folder.resolve("apiserver"),
        // An API server on the loopback has no address to publish for itself.
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--disable-admission-plugins=ServiceAccount",
        "--authorization-mode=RBAC",
        "--token-auth-file=" + folder.resolve("tokens.csv"),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + folder.resolve("proxy.key"),
        "--service-account-signing-key-file=" + folder.resolve("proxy.key"),
        "--requestheader-client-ca-file=" + folder.resolve("authority.crt"),
        "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-username-headers=X-Remote-User",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-",
        "--proxy-client-cert-file=" + folder.resolve("proxy.crt"),
        "--proxy-client-key-file=" + folder.resolve("proxy.key"));
    await().atMost(PATIENCE).until(() -> kubectl("get", "--raw", "/readyz").exit() == 0);
    await().atMost(PATIENCE).until(() -> kubectl("get", "namespace", "kube-system").exit() == 0);
  }

  /** Whether the programs are there. */
  static boolean isIn(Path assets, String... programs) {
    return Arrays.stream(programs).allMatch(each -> Files.isExecutable(assets.resolve(each)));
  }

  /** A kubeconfig of {@code admin} or {@code daemon}. */
  Path kubeconfig(String user) {
    return folder.resolve(user + ".kubeconfig");
  }

  private void kubeconfig(String user, String token) throws IOException {
    Files.writeString(
        kubeconfig(user),
        """
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u}}]
        clusters:
        - {name: c, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}
        users: [{name: u, user: {token: %s}}]
        """
            .formatted(ports[0], token));
  }

  /** Starts only the controller that scales, so that no other tidies the objects away. */
  void startAutoscaler() throws IOException {
    start(
        "kube-controller-manager",
        "--kubeconfig=" + kubeconfig("admin"),
        "--controllers=horizontal-pod-autoscaler-controller",
        "--horizontal-pod-autoscaler-sync-period=2s",
        "--leader-elect=false",
        "--secure-port=0");
  }

  private void start(String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(assets.resolve(program).toString());
    command.addAll(List.of(arguments));
    running.push(run(command, program + ".log"));
  }

  /** Starts a process whose output goes to a file of the test's folder. */
  Process run(List<String> command, String log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
        .start();
  }

  /** Runs kubectl as the administrator; whatever it says counts as text. */
  Told kubectl(String... arguments) throws IOException, InterruptedException {
    return kubectlWith("", arguments);
  }

  /** The same with something to read. */
  Told kubectlWith(String input, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(assets.resolve("kubectl").toString());
    command.add("--kubeconfig=" + kubeconfig("admin"));
    command.add("--cache-dir=" + folder.resolve("cache"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "kubectl", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    } catch (IOException e) {
      // it ended without reading; its exit code tells why
    }
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    return new Told(ended ? process.exitValue() : -1, Files.readString(output));
  }

  @Override
  public void close() {
    // The last one first: kube-apiserver does not like to lose etcd.
    while (!running.isEmpty()) {
      Process process = running.pop();
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
