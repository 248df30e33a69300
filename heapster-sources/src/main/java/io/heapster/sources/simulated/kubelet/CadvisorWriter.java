package io.heapster.sources.simulated.kubelet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heapster.sources.simulated.world.SimulatedContainer;
import io.heapster.sources.simulated.world.SimulatedNode;
import io.heapster.sources.simulated.world.SimulatedPod;
import io.heapster.sources.simulated.world.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * Writes what kubelets before 1.18 answered to {@code POST /stats/container/}: an object of
 * cAdvisor containers by cgroup. The container called {@code POD} of each pod carries the pod's
 * network.
 */
final class CadvisorWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private CadvisorWriter() {}

  static byte[] write(NodeView view) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      node(json, view);
      for (SimulatedPod pod : view.pods()) {
        pod(json, pod, view.sampled());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private static void node(JsonGenerator json, NodeView view) throws IOException {
    SimulatedNode node = view.node();
    long time = view.sampled();
    begin(json, "/", node.start(), "", Map.of());
    cpu(json, time, node.cpuNanos(time));
    memory(json, view.memory());
    network(json, node.traffic(), time - node.start());
    end(json);
    begin(json, "/kubelet", node.start(), "", Map.of());
    cpu(json, time, node.steadyNanos(SimulatedNode.KUBELET_MILLICORES, time));
    memory(json, Memory.NONE);
    end(json);
  }

  private static void pod(JsonGenerator json, SimulatedPod pod, long time) throws IOException {
    String cgroup = "/kubepods/burstable/pod" + pod.uid() + "/";
    begin(
        json, cgroup + "sandbox", pod.start(), "registry.simulated/pause:3.9", labels(pod, "POD"));
    cpu(json, time, 0);
    memory(json, Memory.NONE);
    network(json, pod.traffic(), time - pod.start());
    end(json);
    for (SimulatedContainer container : pod.containers()) {
      begin(
          json,
          cgroup + container.name(),
          container.start(),
          container.template().image(),
          labels(pod, container.name()));
      cpu(json, time, container.cpuNanos(time));
      memory(json, Memory.of(container, time));
      end(json);
    }
  }

  private static Map<String, String> labels(SimulatedPod pod, String container) {
    return Map.of(
        "io.kubernetes.container.name", container,
        "io.kubernetes.pod.name", pod.name(),
        "io.kubernetes.pod.namespace", pod.namespace(),
        "io.kubernetes.pod.uid", pod.uid());
  }

  private static void begin(
      JsonGenerator json, String cgroup, long start, String image, Map<String, String> labels)
      throws IOException {
    json.writeObjectFieldStart(cgroup);
    json.writeStringField("name", cgroup);
    json.writeObjectFieldStart("spec");
    json.writeStringField("creation_time", Instant.ofEpochSecond(start).toString());
    if (!labels.isEmpty()) {
      json.writeObjectFieldStart("labels");
      for (Map.Entry<String, String> label : labels.entrySet()) {
        json.writeStringField(label.getKey(), label.getValue());
      }
      json.writeEndObject();
      json.writeStringField("image", image);
    }
    json.writeBooleanField("has_cpu", true);
    json.writeBooleanField("has_memory", true);
    json.writeEndObject();
    json.writeArrayFieldStart("stats");
    json.writeStartObject();
  }

  private static void cpu(JsonGenerator json, long time, long nanos) throws IOException {
    json.writeStringField("timestamp", Instant.ofEpochSecond(time).toString());
    json.writeObjectFieldStart("cpu");
    json.writeObjectFieldStart("usage");
    json.writeNumberField("total", nanos);
    json.writeNumberField("user", nanos / 4 * 3);
    json.writeNumberField("system", nanos / 4);
    json.writeEndObject();
    json.writeNumberField("load_average", 0);
    json.writeEndObject();
  }

  private static void memory(JsonGenerator json, Memory memory) throws IOException {
    json.writeObjectFieldStart("memory");
    json.writeNumberField("usage", memory.usageBytes());
    json.writeNumberField("cache", memory.usageBytes() - memory.rssBytes());
    json.writeNumberField("rss", memory.rssBytes());
    json.writeNumberField("working_set", memory.workingSetBytes());
    json.writeNumberField("failcnt", 0);
    json.writeObjectFieldStart("container_data");
    json.writeNumberField("pgfault", memory.pageFaults());
    json.writeNumberField("pgmajfault", memory.majorPageFaults());
    json.writeEndObject();
    json.writeObjectFieldStart("hierarchical_data");
    json.writeNumberField("pgfault", memory.pageFaults());
    json.writeNumberField("pgmajfault", memory.majorPageFaults());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void network(JsonGenerator json, Traffic traffic, long elapsed)
      throws IOException {
    json.writeObjectFieldStart("network");
    json.writeStringField("name", "eth0");
    json.writeNumberField("rx_bytes", traffic.rxBytesPerSecond() * elapsed);
    json.writeNumberField("rx_errors", traffic.rxErrorsPerSecond() * elapsed);
    json.writeNumberField("tx_bytes", traffic.txBytesPerSecond() * elapsed);
    json.writeNumberField("tx_errors", traffic.txErrorsPerSecond() * elapsed);
    json.writeEndObject();
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }
}
