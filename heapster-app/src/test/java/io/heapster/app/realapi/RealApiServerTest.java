package io.heapster.app.realapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.app.Heapster;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.testing.FreePorts;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon as an aggregated API server of a real kube-apiserver, with the deployment's own
 * APIServices and roles; nodes and pods are copies of a simulated cluster's, whose kubelets are
 * scraped. Needs {@code KUBEBUILDER_ASSETS}, the folder that test environments of Kubernetes
 * projects use, with etcd, kube-apiserver and kubectl in it; otherwise it is skipped.
 *
 * <p>Written against the documentation and not yet run: expect to mend it where it first runs.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RealApiServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DEPLOY = Path.of("").toAbsolutePath().resolve("../deploy");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> VERSIONS =
      List.of(
          "metrics.k8s.io/v1beta1",
          "metrics.k8s.io/v1",
          "custom.metrics.k8s.io/v1beta1",
          "custom.metrics.k8s.io/v1beta2",
          "external.metrics.k8s.io/v1beta1");

  @TempDir private Path folder;
  private final TimeSource time = TimeSource.system();
  private Simulator world;
  private RealControlPlane plane;
  private Process daemon;
  private JsonNode pod;
  private int securePort;

  @AfterEach
  void end() {
    if (daemon != null) {
      daemon.destroyForcibly();
    }
    if (plane != null) {
      plane.close();
    }
    if (world != null) {
      world.close();
    }
  }

  @Test
  void daemon_behindARealApiServer_servesAllGroupsAndItsEndHurtsNobodyElse() throws Exception {
    String given = System.getenv("KUBEBUILDER_ASSETS");
    Path assets = Path.of(given == null ? "" : given);
    assumeTrue(
        given != null && RealControlPlane.isIn(assets, "etcd", "kube-apiserver", "kubectl"),
        "skipped: KUBEBUILDER_ASSETS names no folder with etcd, kube-apiserver and kubectl");
    plane = new RealControlPlane(assets, folder);
    copyCluster();
    startDaemon();
    register();

    requireDiscovery();
    requireTop();
    requireMetrics();
    if (RealControlPlane.isIn(assets, "kube-controller-manager")) {
      plane.startAutoscaler();
      requireScaling();
    }
    requireOthersWithoutDaemon();
  }

  private String done(String input, String... arguments) throws Exception {
    RealControlPlane.Told told = plane.kubectlWith(input, arguments);
    assertThat(told.exit()).as("kubectl %s: %s", List.of(arguments), told.text()).isZero();
    return told.text();
  }

  // ---- what stands around the daemon

  private void copyCluster() throws Exception {
    world =
        Simulator.start(ClusterShape.tiny(time.now()), Listeners.anywhere(), Faults.none(), time);
    for (String resource : List.of("namespaces", "nodes", "pods")) {
      for (JsonNode item : simulated(resource)) {
        copy(resource, item);
        if (resource.equals("pods") && !namespaceOf(item).equals("kube-system")) {
          pod = item;
        }
      }
    }
  }

  private Iterable<JsonNode> simulated(String resource) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create(world.addresses().api() + "/api/v1/" + resource);
      var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      return JSON.readTree(answer.body()).get("items");
    }
  }

  private void copy(String resource, JsonNode item) throws Exception {
    if (item instanceof ObjectNode object && object.get("metadata") instanceof ObjectNode meta) {
      object.put("apiVersion", "v1");
      object.put("kind", kind(resource));
      meta.remove(List.of("uid", "resourceVersion", "creationTimestamp", "ownerReferences"));
    }
    // Some namespaces are there from the start.
    if (resource.equals("namespaces")
        && plane.kubectl("get", "namespace", item.at("/metadata/name").asText()).exit() == 0) {
      return;
    }
    done(item.toString(), "create", "-f", "-");
    if (resource.equals("pods")) {
      // The status of a new pod is thrown away: what a kubelet would tell comes afterwards.
      done(item.toString(), "replace", "--subresource=status", "-f", "-");
    }
  }

  private static String kind(String resource) {
    return switch (resource) {
      case "namespaces" -> "Namespace";
      case "nodes" -> "Node";
      default -> "Pod";
    };
  }

  private static String namespaceOf(JsonNode item) {
    return item.at("/metadata/namespace").asText();
  }

  private void startDaemon() throws Exception {
    done("", "apply", "-f", DEPLOY.resolve("kustomize/base/rbac.yaml").toString());
    securePort = FreePorts.one();
    String kubeconfig = plane.kubeconfig("daemon").toString();
    daemon =
        plane.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Heapster.class.getName(),
                "--source=kubernetes.summary_api:?inClusterConfig=false&auth="
                    + kubeconfig
                    + "&kubeletPort="
                    + world.addresses().kubeletPort(),
                "--metric-resolution=5s",
                "--metrics-api-resolution=10s",
                "--listen-ip=127.0.0.1",
                "--heapster-port=0",
                "--secure-port=" + securePort,
                "--cert-dir=" + folder.resolve("certificates"),
                "--authentication-kubeconfig=" + kubeconfig,
                "--authorization-kubeconfig=" + kubeconfig),
            "daemon.log");
  }

  /**
   * The deployment's APIServices. Endpoints on the loopback are refused by validation; a Service
   * that only names a host is forwarded to at once, on the port that the APIService tells, whether
   * or not {@code --enable-aggregator-routing} is given.
   */
  private void register() throws Exception {
    done(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: heapster-metrics, namespace: kube-system}
        spec: {type: ExternalName, externalName: localhost, ports: [{name: https, port: %d}]}
        """
            .formatted(securePort),
        "apply",
        "-f",
        "-");
    String services = Files.readString(DEPLOY.resolve("kustomize/base/apiservices.yaml"));
    assertThat(services).contains("port: 443");
    done(services.replace("port: 443", "port: " + securePort), "apply", "-f", "-");
    await().atMost(PATIENCE).untilAsserted(() -> requireAvailable("True"));
  }

  private void requireAvailable(String status) throws Exception {
    for (String version : VERSIONS) {
      String[] parts = version.split("/", 2);
      String told =
          done(
              "",
              "get",
              "apiservice",
              parts[1] + "." + parts[0],
              "-o=jsonpath={.status.conditions[?(@.type==\"Available\")]['status','message']}");
      assertThat(told).as(version).startsWith(status);
    }
  }

  // ---- what is asked through it

  private void requireDiscovery() throws Exception {
    String resources = done("", "api-resources", "--cached=false");
    assertThat(resources).contains("NodeMetrics").contains("PodMetrics");
    for (String version : VERSIONS) {
      assertThat(done("", "get", "--raw", "/apis/" + version)).contains("APIResourceList");
    }
    assertThat(done("", "get", "--raw", "/openapi/v3")).contains("apis/metrics.k8s.io/v1beta1");
  }

  private void requireTop() throws Exception {
    await()
        .atMost(PATIENCE)
        .until(() ->
            plane.kubectl("top", "node").exit() == 0
                && plane.kubectl("top", "pod", "-A").exit() == 0);
    for (JsonNode node : simulated("nodes")) {
      assertThat(done("", "top", "node")).contains(node.at("/metadata/name").asText());
    }
    String pods = done("", "top", "pod", "-A", "--containers", "--sort-by=cpu");
    for (JsonNode each : simulated("pods")) {
      assertThat(pods).contains(each.at("/metadata/name").asText());
    }
  }

  private void requireMetrics() throws Exception {
    String space = "/namespaces/" + namespaceOf(pod);
    String custom = "/apis/custom.metrics.k8s.io/v1beta2" + space + "/pods/*/memory_working_set";
    String external = "/apis/external.metrics.k8s.io/v1beta1" + space + "/namespace_cpu_usage_rate";
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(done("", "get", "--raw", custom)).contains(pod.at("/metadata/name").asText());
          assertThat(done("", "get", "--raw", external)).contains("\"value\"");
        });
    String stranger = "--as=nobody";
    assertThat(plane.kubectl("get", "--raw", custom, stranger).text()).contains("forbidden");
    assertThat(plane.kubectl("top", "node", stranger).text()).contains("forbidden");
  }

  /** Every target is far below what is used, so that each autoscaler goes to its limit. */
  private void requireScaling() throws Exception {
    scale(
        "by-cpu",
        "{type: Resource, resource: {name: cpu, target: "
            + "{type: AverageValue, averageValue: 1n}}}");
    scale(
        "by-memory",
        "{type: Pods, pods: {metric: {name: memory_working_set}, target: "
            + "{type: AverageValue, averageValue: \"1\"}}}");
    scale(
        "by-namespace",
        "{type: External, external: {metric: {name: namespace_cpu_usage_rate}, "
            + "target: {type: Value, value: 1n}}}");
    for (String name : List.of("by-cpu", "by-memory", "by-namespace")) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(
                      done(
                          "",
                          "get",
                          "deployment",
                          name,
                          "-n=" + namespaceOf(pod),
                          "-o=jsonpath={.spec.replicas}"))
                  .isEqualTo("3"));
    }
  }

  /** A Deployment that nobody carries out, for the pod that is there, and its autoscaler. */
  private void scale(String name, String metric) throws Exception {
    String app = pod.at("/metadata/labels/app").asText();
    done(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          replicas: 1
          selector: {matchLabels: {app: %3$s}}
          template:
            metadata: {labels: {app: %3$s}}
            spec: {containers: [{name: main, image: none}]}
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: %1$s}
          minReplicas: 1
          maxReplicas: 3
          metrics: [%4$s]
        """
            .formatted(name, namespaceOf(pod), app, metric),
        "apply",
        "-f",
        "-");
  }

  private void requireOthersWithoutDaemon() throws Exception {
    daemon.toHandle().destroy();
    assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
    await().atMost(PATIENCE).untilAsserted(() -> requireAvailable("False"));
    assertThat(done("", "get", "nodes")).contains("Ready");
    assertThat(done("", "get", "--raw", "/apis/apps/v1")).contains("deployments");
    assertThat(done("", "get", "--raw", "/apis")).contains("apps");
    RealControlPlane.Told resources = plane.kubectl("api-resources", "--cached=false");
    assertThat(resources.text()).contains("deployments");
    RealControlPlane.Told top = plane.kubectl("top", "node");
    assertThat(top.exit()).isNotZero();
  }
}
