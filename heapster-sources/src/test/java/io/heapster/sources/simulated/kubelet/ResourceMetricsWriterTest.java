package io.heapster.sources.simulated.kubelet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.heapster.sources.simulated.world.SimulatedPod;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ResourceMetricsWriterTest {
  private static final long NOW = Instant.parse("2026-11-21T05:10:00Z").getEpochSecond();

  private final SimulatedCluster cluster =
      new SimulatedCluster(ClusterShape.tiny(Instant.ofEpochSecond(NOW - 600)), Faults.none());
  private final NodeView view = NodeView.at(cluster, 1, NOW);

  @Test
  void write_resourceMetrics_tellsCpuMemoryAndStartWithTimes() {
    var out = new AsciiBytes();
    new ResourceMetricsWriter(out).write(view);
    String text = new String(out.array(), 0, out.length(), US_ASCII);
    SimulatedPod pod = view.pods().getLast();
    String labels =
        "{container=\"app\",namespace=\"%s\",pod=\"%s\"} ".formatted(pod.namespace(), pod.name());
    long nanos = pod.containers().getFirst().cpuNanos(NOW);

    assertThat(text.lines())
        .contains(
            "# TYPE container_cpu_usage_seconds_total counter",
            "container_cpu_usage_seconds_total%s%d.%09d %d000"
                .formatted(labels, nanos / 1_000_000_000, nanos % 1_000_000_000, NOW),
            "container_memory_working_set_bytes%s%d %d000"
                .formatted(labels, pod.containers().getFirst().load().workingSetBytes(NOW), NOW),
            "node_memory_working_set_bytes %d %d000"
                .formatted(cluster.truth(NOW).nodeWorkingSetBytes(1), NOW),
            "container_swap_usage_bytes%s0 %d000".formatted(labels, NOW),
            "resource_scrape_error 0");
    assertThat(text.lines().filter(line -> !line.startsWith("#"))).hasSize(12 * 4 + 3 + 6 * 3 + 1);
  }

  @Test
  void write_cadvisor_hasNodeSystemAndPodContainers() throws IOException {
    JsonNode json = new ObjectMapper().readTree(CadvisorWriter.write(view));
    SimulatedPod pod = view.pods().getLast();
    String cgroup = "/kubepods/burstable/pod" + pod.uid() + "/";

    assertThat(json).hasSize(2 + 6 * 3);
    assertThat(json.get("/").at("/stats/0/cpu/usage/total").longValue())
        .isEqualTo(view.node().cpuNanos(NOW));
    assertThat(json.get(cgroup + "sandbox").at("/stats/0/network/rx_bytes").longValue())
        .isEqualTo(pod.traffic().rxBytesPerSecond() * (NOW - pod.start()));
    JsonNode app = json.get(cgroup + "app");
    assertThat(app.at("/spec/labels/io.kubernetes.pod.name").textValue()).isEqualTo(pod.name());
    assertThat(app.at("/stats/0/timestamp").textValue()).isEqualTo("2026-11-21T05:10:00Z");
    assertThat(app.at("/stats/0/memory/working_set").longValue())
        .isEqualTo(pod.containers().getFirst().load().workingSetBytes(NOW));
  }
}
