package io.heapster.api.k8s.groups.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.provider.ContainerUsage;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.NodeMetrics;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.PodMetrics;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nodes and pods of the recorded cluster. */
public final class GoldenResourceMetrics implements ResourceMetricsProvider {
  private final List<NodeMetrics> nodes = new ArrayList<>();
  private final List<PodMetrics> pods = new ArrayList<>();

  public GoldenResourceMetrics() {
    items("resource-metrics/nodes").forEach(item -> nodes.add(node(item)));
    items("resource-metrics/pods").forEach(item -> pods.add(pod(item)));
  }

  private static JsonNode items(String name) {
    return GoldenExchange.named(name).body().get("items");
  }

  private static NodeMetrics node(JsonNode item) {
    return new NodeMetrics(
        item.at("/metadata/name").asText(),
        labels(item),
        Instant.parse(item.get("timestamp").asText()),
        window(item),
        usage("", item.get("usage")));
  }

  private static PodMetrics pod(JsonNode item) {
    var containers = new ArrayList<ContainerUsage>();
    item.get("containers")
        .forEach(each -> containers.add(usage(each.get("name").asText(), each.get("usage"))));
    return new PodMetrics(
        new ObjectName(item.at("/metadata/namespace").asText(), item.at("/metadata/name").asText()),
        labels(item),
        Instant.parse(item.get("timestamp").asText()),
        window(item),
        containers);
  }

  private static ContainerUsage usage(String name, JsonNode usage) {
    return new ContainerUsage(
        name,
        Quantity.parse(usage.get("cpu").asText()).amount().movePointRight(9).longValueExact(),
        Quantity.parse(usage.get("memory").asText()).value(),
        ContainerUsage.ABSENT);
  }

  private static Duration window(JsonNode item) {
    return Duration.parse("PT" + item.get("window").asText());
  }

  static Map<String, String> labels(JsonNode item) {
    var labels = new HashMap<String, String>();
    item.at("/metadata/labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  @Override
  public List<NodeMetrics> nodes(LabelSelector labels) {
    return nodes.stream().filter(node -> labels.matches(node.labels())).toList();
  }

  @Override
  public NodeMetrics node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> MetricsException.objectNotFound("node", name));
  }

  @Override
  public List<PodMetrics> pods(String namespace, LabelSelector labels) {
    return pods.stream()
        .filter(pod -> namespace.isEmpty() || pod.name().namespace().equals(namespace))
        .filter(pod -> labels.matches(pod.labels()))
        .toList();
  }

  @Override
  public PodMetrics pod(ObjectName name) {
    return pods.stream()
        .filter(pod -> pod.name().equals(name))
        .findFirst()
        .orElseThrow(() -> MetricsException.objectNotFound("pods", name.name()));
  }
}
