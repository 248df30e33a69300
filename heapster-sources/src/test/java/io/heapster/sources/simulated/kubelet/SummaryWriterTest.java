package io.heapster.sources.simulated.kubelet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.heapster.sources.simulated.world.SimulatedContainer;
import io.heapster.sources.simulated.world.SimulatedPod;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SummaryWriterTest {
  private static final Instant EPOCH = Instant.parse("2026-11-21T05:00:00Z");
  private static final long NOW = EPOCH.getEpochSecond() + 1_234;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String write(ClusterShape shape, int node, long second, SummaryScope scope) {
    var out = new AsciiBytes();
    var cluster = new SimulatedCluster(shape, Faults.none());
    new SummaryWriter(out, shape.psi()).write(NodeView.at(cluster, node, second), scope);
    return new String(out.array(), 0, out.length(), UTF_8);
  }

  private static String write(ClusterShape shape) {
    return write(shape, 0, NOW, SummaryScope.EVERYTHING);
  }

  private static JsonNode recorded() throws IOException {
    try (InputStream in =
        SummaryWriterTest.class.getResourceAsStream("/simulated/summary-recorded.json")) {
      return JSON.readTree(in);
    }
  }

  @Test
  void write_anyNode_isIndentedAsAKubeletIndents() throws IOException {
    DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    String recordedText;
    try (InputStream in = getClass().getResourceAsStream("/simulated/summary-recorded.json")) {
      recordedText = new String(in.readAllBytes(), UTF_8);
    }
    String ours = write(ClusterShape.tiny(EPOCH));

    assertThat(JSON.writer(printer).writeValueAsString(recorded())).isEqualTo(recordedText);
    assertThat(JSON.writer(printer).writeValueAsString(JSON.readTree(ours))).isEqualTo(ours);
  }

  @Test
  void write_anyNode_hasEveryFieldOfARealKubeletInItsOrder() throws IOException {
    JsonNode ours = JSON.readTree(write(ClusterShape.tiny(EPOCH).resized(1, 60, 2)));
    Map<String, List<String>> real = fieldsByPath(recorded());
    Map<String, List<String>> simulated = fieldsByPath(ours);

    assertThat(simulated.keySet()).containsAll(real.keySet());
    for (Map.Entry<String, List<String>> object : real.entrySet()) {
      List<String> common = new ArrayList<>(simulated.get(object.getKey()));
      assertThat(common).as(object.getKey()).containsAll(object.getValue());
      common.retainAll(object.getValue());
      assertThat(common).as(object.getKey()).isEqualTo(object.getValue());
    }
  }

  /** Field names of each object, in the order of the longest one at the same place. */
  private static Map<String, List<String>> fieldsByPath(JsonNode root) {
    var fields = new LinkedHashMap<String, List<String>>();
    collect("", root, fields);
    return fields;
  }

  private static void collect(String path, JsonNode node, Map<String, List<String>> fields) {
    if (node.isArray()) {
      node.forEach(element -> collect(path + "[]", element, fields));
    } else if (node.isObject()) {
      var names = new ArrayList<String>();
      node.fieldNames().forEachRemaining(names::add);
      fields.merge(path, names, (a, b) -> a.size() >= b.size() ? a : b);
      names.forEach(name -> collect(path + "/" + name, node.get(name), fields));
    }
  }

  @Test
  void write_thirtyPodsOfTwoContainers_hasTheSizeOfARealSummary() {
    ClusterShape shape = ClusterShape.large(EPOCH).resized(50, 30, 2);

    assertThat(write(shape).length()).isBetween(112_000, 122_000);
    assertThat(write(shape.withPsi(true)).length()).isBetween(180_000, 200_000);
  }

  @Test
  void write_cpuAndMemoryOnly_leavesTheRestOut() throws IOException {
    ClusterShape shape = ClusterShape.tiny(EPOCH).withPsi(true);
    JsonNode ours = JSON.readTree(write(shape, 1, NOW, SummaryScope.CPU_AND_MEMORY));

    assertThat(names(ours.at("/node")))
        .containsExactlyInAnyOrder(
            "nodeName", "systemContainers", "startTime", "cpu", "memory", "io", "swap");
    assertThat(names(ours.at("/pods/0/containers/0")))
        .containsExactlyInAnyOrder("name", "startTime", "cpu", "memory", "io", "swap");
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void write_twoTimes_countersDifferByTheTruth() throws IOException {
    ClusterShape shape = ClusterShape.tiny(EPOCH);
    var cluster = new SimulatedCluster(shape, Faults.none());
    JsonNode before = JSON.readTree(write(shape, 2, NOW, SummaryScope.EVERYTHING));
    JsonNode after = JSON.readTree(write(shape, 2, NOW + 60, SummaryScope.EVERYTHING));

    assertThat(counted(before, after, "/node/cpu/usageCoreNanoSeconds"))
        .isEqualTo(cluster.nodes().get(2).cpuMillicores() * 60_000_000);
    assertThat(counted(before, after, "/node/network/rxBytes"))
        .isEqualTo(cluster.nodes().get(2).traffic().rxBytesPerSecond() * 60);
    for (SimulatedPod pod : cluster.pods(2, NOW)) {
      String path = "/pods/" + pod.slot();
      assertThat(counted(before, after, path + "/cpu/usageCoreNanoSeconds"))
          .isEqualTo(pod.cpuMillicores() * 60_000_000);
      for (int i = 0; i < pod.containers().size(); i++) {
        String container = path + "/containers/" + i;
        SimulatedContainer truth = pod.containers().get(i);
        assertThat(counted(before, after, container + "/cpu/usageCoreNanoSeconds"))
            .isEqualTo(truth.load().cpuMillicores() * 60_000_000);
        assertThat(counted(before, after, container + "/memory/pageFaults"))
            .isEqualTo(truth.load().pageFaultsPerSecond() * 60);
        assertThat(after.at(container + "/memory/workingSetBytes").longValue())
            .isEqualTo(truth.load().workingSetBytes(NOW + 60));
      }
    }
  }

  private static long counted(JsonNode before, JsonNode after, String path) {
    assertThat(before.at(path).isIntegralNumber()).as(path).isTrue();
    return after.at(path).longValue() - before.at(path).longValue();
  }

  @Test
  void write_node_addsUpToItsPodsAndTheSystem() throws IOException {
    ClusterShape shape = ClusterShape.demo(EPOCH);
    var truth = new SimulatedCluster(shape, Faults.none()).truth(NOW);
    JsonNode memory =
        JSON.readTree(write(shape, 3, NOW, SummaryScope.EVERYTHING)).at("/node/memory");

    assertThat(memory.get("workingSetBytes").longValue()).isEqualTo(truth.nodeWorkingSetBytes(3));
    assertThat(memory.get("usageBytes").longValue()).isEqualTo(truth.nodeMemoryUsageBytes(3));
    assertThat(memory.get("availableBytes").longValue()).isPositive();
  }

  @Test
  void write_betweenTwoSamples_repeatsTheFirst() {
    ClusterShape shape = ClusterShape.tiny(EPOCH).withSampleInterval(Duration.ofSeconds(15));
    var cluster = new SimulatedCluster(shape, Faults.none());
    long sampled = cluster.sampleSecond(0, NOW);
    String first = write(shape, 0, sampled, SummaryScope.EVERYTHING);

    assertThat(write(shape, 0, sampled + 14, SummaryScope.EVERYTHING)).isEqualTo(first);
    assertThat(write(shape, 0, sampled + 15, SummaryScope.EVERYTHING)).isNotEqualTo(first);
    assertThat(first).contains("\"" + Instant.ofEpochSecond(sampled) + "\"");
  }
}
