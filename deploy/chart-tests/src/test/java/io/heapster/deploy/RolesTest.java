package io.heapster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.app.DeployedDaemon;
import io.heapster.app.StartException;
import io.heapster.core.time.TimeSource;
import io.heapster.core.tls.AnyCertificate;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.SimulatedNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The roles of the manifests against the requests that a running daemon makes, both ways. */
@Timeout(180)
final class RolesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ATTEMPTS = 5;
  private static final Path RBAC = Kustomize.FOLDER.resolve("base/rbac.yaml");

  @TempDir private Path folder;
  private final List<AutoCloseable> started = new ArrayList<>();
  private final List<RecordingProxy> kubelets = new ArrayList<>();
  private RecordingProxy api;

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : started.reversed()) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T closedLater(T part) {
    started.add(part);
    return part;
  }

  private void startCluster() throws IOException {
    TimeSource time = TimeSource.system();
    Simulator world =
        closedLater(
            Simulator.start(
                ClusterShape.tiny(time.now()), Listeners.anywhere(), Faults.none(), time));
    api = closedLater(new RecordingProxy("127.0.0.1", 0, URI.create(world.addresses().api())));
    int port = 0;
    for (SimulatedNode node : world.cluster().nodes()) {
      URI kubelet = URI.create("http://" + node.address() + ":" + world.addresses().kubeletPort());
      kubelets.add(closedLater(new RecordingProxy(node.address(), port, kubelet)));
      port = kubelets.getFirst().port();
    }
  }

  private int startDaemon() throws IOException {
    Path kubeconfig = folder.resolve("kubeconfig");
    String server = "http://127.0.0.1:" + api.port();
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        current-context: c
        """
            .formatted(server));
    for (int attempt = 1; ; attempt++) {
      int securePort = freePort();
      try {
        closedLater(DeployedDaemon.start(arguments(server, kubeconfig, securePort), Map.of()));
        return securePort;
      } catch (StartException e) {
        // somebody else may have taken the port in the meantime; 0 would switch it off
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private List<String> arguments(String server, Path kubeconfig, int securePort) {
    return List.of(
        "--source=kubernetes.summary_api:%s?inClusterConfig=false&kubeletPort=%d"
            .formatted(server, kubelets.getFirst().port()),
        "--metric-resolution=5s",
        "--metrics-api-resolution=10s",
        "--listen-ip=127.0.0.1",
        "--heapster-port=0",
        "--bind-address=127.0.0.1",
        "--secure-port=" + securePort,
        "--cert-dir=" + folder.resolve("certificates"),
        "--authentication-kubeconfig=" + kubeconfig,
        "--authorization-kubeconfig=" + kubeconfig,
        "--lister-kubeconfig=" + kubeconfig);
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private Set<String> used() {
    var rights = new TreeSet<>(Rights.ofApiServer(api.requests()));
    kubelets.forEach(each -> rights.addAll(Rights.ofKubelet(each.requests())));
    return rights;
  }

  /** A caller with a token that only the cluster knows. */
  private void ask(int securePort) throws Exception {
    // The certificate is not what is tested.
    SSLContext trust = AnyCertificate.context();
    URI address =
        URI.create("https://127.0.0.1:" + securePort + "/apis/metrics.k8s.io/v1beta1/nodes");
    try (var http = HttpClient.newBuilder().sslContext(trust).build()) {
      var request =
          HttpRequest.newBuilder(address).header("Authorization", "Bearer some-token").build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void role_isWhatTheDaemonDoesAndNoMore() throws Exception {
    startCluster();
    int securePort = startDaemon();
    ask(securePort);
    JsonNode role = Manifests.parse(Files.readString(RBAC)).get("ClusterRole", "heapster:reader");
    Set<String> own = Rights.ofRole(role);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(used()).containsAll(own));
    var allowed = new HashSet<>(own);
    allowed.addAll(Rights.builtIn());
    assertThat(used())
        .isSubsetOf(allowed)
        .contains(
            "create tokenreviews.authentication.k8s.io",
            "create subjectaccessreviews.authorization.k8s.io");
    assertThat(api.requests())
        .filteredOn(request -> request.contains("configmaps"))
        .isNotEmpty()
        .allMatch(request ->
            request.contains("/namespaces/kube-system/")
                && request.contains("extension-apiserver-authentication"));
  }
}
