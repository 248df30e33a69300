package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import io.heapster.app.Kubectl.Result;
import io.heapster.app.config.DemoConfig;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.heapster.sources.simulated.world.SimulatedContainer;
import io.heapster.sources.simulated.world.SimulatedNode;
import io.heapster.sources.simulated.world.SimulatedPod;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real kubectl against the demo: a daemon behind a simulated API server that does what
 * kube-apiserver's aggregation layer does, over TLS from kubectl to the daemon. What is shown must
 * be the closed form of the simulated cluster.
 *
 * <p>A stand-in cannot prove what only the real one does: that an APIService is found available by
 * its Service and endpoints, that kube-apiserver's own client likes the daemon's TLS and HTTP/2,
 * its discovery cache, its RBAC, its audit and flow control, the autoscaler. The stand-in was
 * written from the same reading of the protocol as the daemon, so a misreading shows in neither.
 */
@Timeout(120)
final class KubectlTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long KIBI = 1L << 10;
  private static final long MEBI = 1L << 20;

  /** Older than any value that is still served. */
  private static final long OLDEST_SECONDS = 90;

  @TempDir private static Path home;

  private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
  private static Demo demo;
  private static Lifecycle lifecycle;
  private static Kubectl bare;
  private static Kubectl kubectl;

  @BeforeAll
  static void start() {
    bare = Kubectl.require(home);
    DemoConfig config =
        DemoConfig.load(List.of("--shape=tiny", "--port=0", "--cpu-swing=0"), Map.of()).config();
    var out = new PrintStream(OUT, true, StandardCharsets.UTF_8);
    demo = new Demo(config, Map.of("PATH", System.getenv("PATH")), out);
    lifecycle = demo.lifecycle();
    lifecycle.start();
    String line = printed().lines().filter(each -> each.contains("top node")).findFirst().get();
    assertThat(line).matches("  kubectl --kubeconfig=\\S+ top node");
    kubectl = bare.with(line.strip().split(" ")[1]);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            demo.simulator().front().problems().isEmpty()
                && printed().contains("first rates are there")
                && kubectl.run("top", "node").rows().size() == 4
                && kubectl.run("top", "pod", "-A").rows().size() == 19);
  }

  @AfterAll
  static void stop() {
    if (lifecycle != null) {
      lifecycle.close();
    }
  }

  private static String printed() {
    return OUT.toString(StandardCharsets.UTF_8);
  }

  private static SimulatedCluster cluster() {
    return demo.simulator().cluster();
  }

  private static List<SimulatedPod> pods() {
    return IntStream.range(0, cluster().nodes().size())
        .boxed()
        .flatMap(node -> cluster().pods(node, now()).stream())
        .toList();
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private static Result succeeded(Kubectl kubectl, String... words) throws Exception {
    Result result = kubectl.run(words);
    assertThat(result.exit()).as(result.errors()).isZero();
    return result;
  }

  private static JsonNode raw(String path) throws Exception {
    return JSON.readTree(succeeded(kubectl, "get", "--raw", path).out());
  }

  /** A memory column must be the truth at a second of the last minute. */
  private static void assertMebibytes(String shown, LongUnaryOperator bytes) {
    long now = now();
    assertThat(
            LongStream.rangeClosed(now - OLDEST_SECONDS, now)
                .map(second -> bytes.applyAsLong(second) / MEBI)
                .mapToObj(mebibytes -> mebibytes + "Mi"))
        .contains(shown);
  }

  /** What kubectl may show of a node's memory, amount and share. */
  private static Set<List<String>> memoryColumns(SimulatedNode node) {
    long now = now();
    return LongStream.rangeClosed(now - OLDEST_SECONDS, now)
        // Whole kibibytes are served.
        .map(second -> cluster().truth(second).nodeWorkingSetBytes(node.index()) / KIBI * KIBI)
        .mapToObj(
            bytes -> List.of(bytes / MEBI + "Mi", percent(bytes, node.allocatableMemoryBytes())))
        .collect(Collectors.toSet());
  }

  /** As kubectl reckons it: of the whole amount, not of the one that it shows. */
  private static String percent(long used, long allocatable) {
    return (long) ((double) used / allocatable * 100) + "%";
  }

  @Test
  void topNode_all_showsUsageAndShareOfAllocatable() throws Exception {
    List<List<String>> rows = succeeded(kubectl, "top", "node").rows();

    assertThat(rows.getFirst())
        .containsExactly("NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)");
    for (SimulatedNode node : cluster().nodes()) {
      List<String> row = rows.get(1 + node.index());
      assertThat(row.subList(0, 3))
          .containsExactly(
              node.name(),
              node.cpuMillicores() + "m",
              percent(node.cpuMillicores(), node.allocatableMillicores()));
      assertThat(memoryColumns(node)).contains(row.subList(3, 5));
    }
  }

  @Test
  void topPod_containersOfAllNamespacesSorted_areTheSimulatedOnes() throws Exception {
    List<List<String>> rows =
        succeeded(kubectl, "top", "pod", "-A", "--containers", "--sort-by=cpu").rows();

    var expected = new HashMap<List<String>, SimulatedContainer>();
    var sums = new HashMap<String, Long>();
    for (SimulatedPod pod : pods()) {
      sums.put(pod.namespace() + "/" + pod.name(), pod.cpuMillicores());
      for (SimulatedContainer each : pod.containers()) {
        String cpu = each.load().cpuMillicores() + "m";
        expected.put(List.of(pod.namespace(), pod.name(), each.name(), cpu), each);
      }
    }
    assertThat(rows.stream().skip(1).map(row -> row.subList(0, 4)))
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    rows.stream()
        .skip(1)
        .forEach(row ->
            assertMebibytes(
                row.get(4),
                second -> expected.get(row.subList(0, 4)).load().workingSetBytes(second)));
    assertThat(rows.stream().skip(1).map(row -> sums.get(row.get(0) + "/" + row.get(1))))
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void topPod_selectedByLabel_showsThosePodsOnly() throws Exception {
    SimulatedPod one = pods().getLast();
    String app = one.workload().name();

    List<List<String>> rows =
        succeeded(kubectl, "top", "pod", "-l", "app=" + app, "-n", one.namespace()).rows();

    assertThat(rows.stream().skip(1).map(row -> row.subList(0, 2)))
        .containsExactlyInAnyOrderElementsOf(
            pods().stream()
                .filter(pod -> pod.namespace().equals(one.namespace()))
                .filter(pod -> pod.workload().name().equals(app))
                .map(pod -> List.of(pod.name(), pod.cpuMillicores() + "m"))
                .toList());
    assertThat(kubectl.run("top", "pod", "-l", "app=nobody", "-A").errors())
        .contains("No resources found");
  }

  @Test
  void raw_resourceMetrics_areTheClosedFormAtTheirTime() throws Exception {
    for (String version : List.of("v1", "v1beta1")) {
      JsonNode list = raw("/apis/metrics.k8s.io/" + version + "/pods");
      assertThat(list.get("apiVersion").textValue()).isEqualTo("metrics.k8s.io/" + version);
      var seen = new HashMap<String, JsonNode>();
      list.get("items").forEach(item -> seen.put(item.at("/metadata/name").textValue(), item));
      assertThat(seen).hasSize(18);
      for (SimulatedPod pod : pods()) {
        JsonNode item = seen.get(pod.name());
        long second = Instant.parse(item.get("timestamp").textValue()).getEpochSecond();
        // Bytes, for a whole number of mebibytes is written in Mi and any other in Ki.
        var usage = new HashMap<String, Long>();
        for (JsonNode container : item.get("containers")) {
          var memory = Quantity.parse(container.at("/usage/memory").textValue());
          usage.put(
              container.get("name").textValue(), memory.getNumericalAmount().longValueExact());
        }
        for (SimulatedContainer container : pod.containers()) {
          long kibibytes = container.load().workingSetBytes(second) / KIBI;
          assertThat(usage).containsEntry(container.name(), kibibytes * KIBI);
        }
      }
    }
  }

  @Test
  void raw_customAndExternalMetrics_areTheClosedForm() throws Exception {
    SimulatedPod pod = pods().getLast();
    JsonNode custom =
        raw(
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/%s/pods/%s/cpu_usage_rate"
                .formatted(pod.namespace(), pod.name()));
    assertThat(custom.at("/items/0/describedObject/name").textValue()).isEqualTo(pod.name());
    assertThat(custom.at("/items/0/value").textValue()).isEqualTo(pod.cpuMillicores() + "m");

    JsonNode external =
        raw(
            "/apis/external.metrics.k8s.io/v1beta1/namespaces/%s/namespace_cpu_usage_rate"
                .formatted(pod.namespace()));
    long sum =
        pods().stream()
            .filter(each -> each.namespace().equals(pod.namespace()))
            .mapToLong(SimulatedPod::cpuMillicores)
            .sum();
    assertThat(external.at("/items/0/value").textValue())
        .isEqualTo(sum % 1_000 == 0 ? Long.toString(sum / 1_000) : sum + "m");
  }

  @Test
  void apiResources_ofTheGroup_areThoseOfTheDaemon() throws Exception {
    List<List<String>> rows =
        succeeded(kubectl, "api-resources", "--api-group=metrics.k8s.io", "--no-headers").rows();

    assertThat(rows)
        .containsExactly(
            List.of("nodes", "metrics.k8s.io/v1", "false", "NodeMetrics"),
            List.of("pods", "metrics.k8s.io/v1", "true", "PodMetrics"));
    assertThat(succeeded(kubectl, "get", "nodes", "-o", "name").rows()).hasSize(3);
    assertThat(succeeded(kubectl, "get", "pods", "-A", "-o", "name").rows()).hasSize(18);
  }

  @Test
  void getPodMetrics_allNamespaces_listsThePods() throws Exception {
    Result result = succeeded(kubectl, "get", "podmetrics", "-A", "--no-headers");

    var names = new TreeSet<String>();
    result.rows().forEach(row -> names.add(row.get(1)));
    var expected = new TreeSet<String>();
    pods().forEach(pod -> expected.add(pod.name()));
    assertThat(names).isEqualTo(expected);
  }

  @Test
  void watch_ofMetrics_isNotAllowed() throws Exception {
    Result result = kubectl.run("get", "podmetrics", "-A", "--watch-only");

    assertThat(result.exit()).isNotZero();
    assertThat(result.errors())
        .contains("MethodNotAllowed", "watch is not supported on resources of kind");
  }

  @Test
  void callersWithFewerRights_areRefused() throws Exception {
    assertThat(succeeded(kubectl, "top", "node", "--context=viewer").rows()).hasSize(4);
    Result guest = kubectl.run("top", "pod", "-A", "--context=guest");
    assertThat(guest.exit()).isNotZero();
    assertThat(guest.errors())
        .contains(
            "pods.metrics.k8s.io is forbidden: User \"guest\" cannot list resource \"pods\" in API"
                + " group \"metrics.k8s.io\" at the cluster scope");
    Result viewer = kubectl.run("get", "podmetrics", "-A", "--watch-only", "--context=viewer");
    assertThat(viewer.errors()).contains("User \"viewer\" cannot watch resource \"pods\"");
  }

  @Test
  void daemonAskedDirectly_reviewsTokensAndAccessItself() throws Exception {
    var outcomes = new ArrayList<String>();
    for (String token : List.of("simulated-viewer", "simulated-guest", "made-up")) {
      Result result =
          bare.run(
              "get",
              "--raw",
              "/apis/metrics.k8s.io/v1beta1/nodes",
              "--kubeconfig=/dev/null",
              "--server=https://127.0.0.1:" + demo.securePort(),
              "--insecure-skip-tls-verify",
              "--token=" + token);
      outcomes.add(
          result.exit() == 0
              ? JSON.readTree(result.out()).get("items").size() + " nodes"
              : result.errors().contains("Forbidden") ? "forbidden" : result.errors().strip());
    }

    assertThat(outcomes.subList(0, 2)).containsExactly("3 nodes", "forbidden");
    assertThat(outcomes.getLast()).contains("You must be logged in");
  }
}
