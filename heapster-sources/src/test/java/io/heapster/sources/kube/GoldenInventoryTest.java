package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceList;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.NodeInfo.NodeResources;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.model.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The objects which real and generated ticks were recorded with, told over HTTP, against a table
 * ({@code inventory.txt}) that another program worked out.
 */
final class GoldenInventoryTest {

  static Stream<String> ticks() {
    return Stream.of("recorded", "synthetic")
        .flatMap(series -> IntStream.rangeClosed(1, 5).mapToObj(tick -> series + "/tick-" + tick));
  }

  @ParameterizedTest
  @MethodSource("ticks")
  void inventory_ofRecordedObjects_equalsTable(String tick) throws Exception {
    try (var server = new FakeApiServer()) {
      tell(server, tick, "nodes", NodeList.class);
      tell(server, tick, "pods", PodList.class);
      tell(server, tick, "namespaces", NamespaceList.class);
      try (KubeInventory inventory = new TestCluster().inventory(server.address())) {
        inventory.start();
        assertThat(inventory.awaitSync(TestCluster.SOON)).isTrue();

        var expected = new String(read(tick + "/inventory.txt"), StandardCharsets.UTF_8);
        assertThat(table(inventory, expected))
            .containsExactlyInAnyOrderElementsOf(expected.lines().toList());
      }
    }
  }

  private static void tell(
      FakeApiServer server,
      String tick,
      String resource,
      Class<? extends KubernetesResourceList<?>> type)
      throws IOException {
    var text = new String(read(tick + "/" + resource + ".json"), StandardCharsets.UTF_8);
    Serialization.unmarshal(text, type).getItems().forEach(item -> server.put(resource, item));
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in =
        GoldenInventoryTest.class.getResourceAsStream("/golden/pipeline/" + name)) {
      return in.readAllBytes();
    }
  }

  private static List<String> table(KubeInventory inventory, String expected) {
    var lines = new ArrayList<String>();
    inventory.nodes().forEach(node -> lines.add(line(node)));
    inventory.pods().forEach(pod -> lines.add(line(pod)));
    // The inventory names no namespaces, it answers for one.
    expected
        .lines()
        .filter(line -> line.startsWith("namespace "))
        .map(line -> line.split(" ")[1])
        .flatMap(name -> inventory.namespace(name).stream())
        .forEach(
            namespace -> lines.add("namespace " + namespace.name() + " uid=" + namespace.uid()));
    return lines;
  }

  private static String line(NodeInfo node) {
    return "node %s uid=%s labels=%s hostname=%s hostId=%s addresses=%s ready=%s schedulable=%s port=%d capacity=%s allocatable=%s"
        .formatted(
            node.name(),
            node.uid(),
            text(node.labels()),
            node.hostname(),
            node.hostId(),
            node.addresses().stream()
                .map(address -> address.type() + ":" + address.address())
                .collect(Collectors.joining(",")),
            node.ready(),
            node.schedulable(),
            node.kubeletPort(),
            text(node.capacity()),
            text(node.allocatable()));
  }

  private static String line(PodInfo pod) {
    return "pod %s/%s uid=%s node=%s start=%d labels=%s %s"
        .formatted(
            pod.key().namespace(),
            pod.key().name(),
            pod.uid(),
            pod.nodeName(),
            pod.startTimeNanos(),
            text(pod.labels()),
            pod.containers().stream()
                .map(GoldenInventoryTest::text)
                .collect(Collectors.joining(" ")));
  }

  private static String text(ContainerInfo container) {
    return "[%s %s restarts=%s cpu=%dm/%dm memory=%d/%d]"
        .formatted(
            container.name(),
            container.image(),
            container.restartCount() == null ? "none" : container.restartCount(),
            container.cpuRequestMillicores(),
            container.cpuLimitMillicores(),
            container.memoryRequestBytes(),
            container.memoryLimitBytes());
  }

  private static String text(NodeResources resources) {
    return resources.cpuMillicores() + "m/" + resources.memoryBytes();
  }

  private static String text(Labels labels) {
    var pairs = new ArrayList<String>();
    labels.forEach((key, value) -> pairs.add(key + "=" + value));
    return String.join(",", pairs);
  }
}
