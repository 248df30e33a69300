package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heapster.sources.simulated.world.SimulatedNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Node, always ready: what is wrong with a kubelet shows at the kubelet only.
 *
 * @param kubeletPort that {@code status.daemonEndpoints} tells
 */
record NodeObject(SimulatedNode node, int kubeletPort) implements ApiObject {
  private static final String VERSION = "v1.34.0";
  private static final String DISK = "264212084Ki";

  @Override
  public String namespace() {
    return "";
  }

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public Map<String, String> labels() {
    var labels = new LinkedHashMap<String, String>();
    labels.put("kubernetes.io/arch", "amd64");
    labels.put("kubernetes.io/hostname", node.name());
    labels.put("kubernetes.io/os", "linux");
    labels.put("topology.kubernetes.io/zone", node.zone());
    return labels;
  }

  @Override
  public Map<String, String> fields() {
    return Map.of("metadata.name", name());
  }

  @Override
  public long changed() {
    return node.start();
  }

  @Override
  public void write(JsonGenerator json, long revision) throws IOException {
    ObjectJson.begin(json, "Node");
    ObjectJson.beginMetadata(json, this, node.uid(), node.start(), revision);
    json.writeEndObject();
    json.writeObjectFieldStart("spec");
    json.writeStringField("podCIDR", podRange());
    json.writeEndObject();
    json.writeObjectFieldStart("status");
    addresses(json);
    resources(json, "capacity", node.cores() * 1_000L, node.memoryBytes());
    resources(json, "allocatable", node.allocatableMillicores(), node.allocatableMemoryBytes());
    conditions(json);
    json.writeObjectFieldStart("daemonEndpoints");
    json.writeObjectFieldStart("kubeletEndpoint");
    json.writeNumberField("Port", kubeletPort);
    json.writeEndObject();
    json.writeEndObject();
    nodeInfo(json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private String podRange() {
    return "10." + (64 + node.index() / 256) % 256 + "." + node.index() % 256 + ".0/24";
  }

  private void addresses(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("addresses");
    address(json, "InternalIP", node.address());
    address(json, "Hostname", node.name());
    json.writeEndArray();
  }

  private static void address(JsonGenerator json, String type, String address) throws IOException {
    json.writeStartObject();
    json.writeStringField("address", address);
    json.writeStringField("type", type);
    json.writeEndObject();
  }

  private static void resources(JsonGenerator json, String field, long millicores, long memoryBytes)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("cpu", Quantities.cpu(millicores));
    json.writeStringField("ephemeral-storage", DISK);
    json.writeStringField("memory", Quantities.memory(memoryBytes));
    json.writeStringField("pods", "110");
    json.writeEndObject();
  }

  private void conditions(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("conditions");
    long since = node.start();
    ObjectJson.condition(json, "MemoryPressure", false, "KubeletHasSufficientMemory", since);
    ObjectJson.condition(json, "DiskPressure", false, "KubeletHasNoDiskPressure", since);
    ObjectJson.condition(json, "PIDPressure", false, "KubeletHasSufficientPID", since);
    ObjectJson.condition(json, "Ready", true, "KubeletReady", since);
    json.writeEndArray();
  }

  private void nodeInfo(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("nodeInfo");
    json.writeStringField("architecture", "amd64");
    json.writeStringField("bootID", node.uid());
    json.writeStringField("containerRuntimeVersion", "containerd://2.1.4");
    json.writeStringField("kernelVersion", "6.12.0");
    json.writeStringField("kubeProxyVersion", VERSION);
    json.writeStringField("kubeletVersion", VERSION);
    json.writeStringField("machineID", node.uid().replace("-", ""));
    json.writeStringField("operatingSystem", "linux");
    json.writeStringField("osImage", "Debian GNU/Linux 12 (bookworm)");
    json.writeStringField("systemUUID", node.uid());
    json.writeEndObject();
  }
}
