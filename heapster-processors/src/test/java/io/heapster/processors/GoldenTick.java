package io.heapster.processors;

import static io.heapster.core.metric.PlainMetrics.CPU_USAGE;
import static io.heapster.core.metric.PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS;
import static io.heapster.core.metric.PlainMetrics.MEMORY_PAGE_FAULTS;
import static io.heapster.core.metric.PlainMetrics.MEMORY_RSS;
import static io.heapster.core.metric.PlainMetrics.MEMORY_USAGE;
import static io.heapster.core.metric.PlainMetrics.MEMORY_WORKING_SET;
import static io.heapster.core.metric.PlainMetrics.NETWORK_RX;
import static io.heapster.core.metric.PlainMetrics.NETWORK_RX_ERRORS;
import static io.heapster.core.metric.PlainMetrics.NETWORK_TX;
import static io.heapster.core.metric.PlainMetrics.NETWORK_TX_ERRORS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.core.inventory.NamespaceInfo;
import io.heapster.core.inventory.NodeInfo.NodeResources;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded tick: the API objects, what the kubelets said, and what Heapster made of it. Labelled
 * values are left out; they pass the chain untouched.
 */
final class GoldenTick {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Integer> UNITS = Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40);
  private static final Map<String, Integer> DECIMAL_UNITS = Map.of("k", 3, "M", 6, "G", 9, "m", -3);

  private final String folder;

  GoldenTick(String series, int tick) {
    this.folder = "/golden/" + series + "/tick-" + tick + "/";
  }

  private JsonNode read(String file) {
    try (InputStream in = GoldenTick.class.getResourceAsStream(folder + file)) {
      return in == null ? JSON.missingNode() : JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + file, e);
    }
  }

  // --- what Heapster made of it

  /** By key: labels as they are, metrics as text. */
  JsonNode expected() {
    return read("batch.json").path("metricSets");
  }

  // --- the API server's objects

  void fill(FakeInventory inventory) {
    inventory.nodes.clear();
    inventory.pods.clear();
    inventory.namespaces.clear();
    for (JsonNode node : read("nodes.json").path("items")) {
      inventory.putNode(
          node.at("/metadata/name").asText(),
          labels(node),
          resources(node.at("/status/capacity")),
          resources(node.at("/status/allocatable")));
    }
    for (JsonNode namespace : read("namespaces.json").path("items")) {
      String name = namespace.at("/metadata/name").asText();
      inventory.namespaces.put(
          name, new NamespaceInfo(name, namespace.at("/metadata/uid").asText(), Labels.EMPTY));
    }
    for (JsonNode pod : read("pods.json").path("items")) {
      PodInfo info = pod(pod);
      inventory.pods.put(info.key(), info);
    }
  }

  private static PodInfo pod(JsonNode pod) {
    var containers = new ArrayList<ContainerInfo>();
    for (JsonNode container : pod.at("/spec/containers")) {
      Integer restarts = null;
      for (JsonNode status : pod.at("/status/containerStatuses")) {
        if (status.path("name").equals(container.path("name"))) {
          restarts = status.path("restartCount").asInt();
        }
      }
      containers.add(
          new ContainerInfo(
              container.path("name").asText(),
              container.path("image").asText(),
              restarts,
              quantity(container.at("/resources/requests/cpu"), 1000),
              quantity(container.at("/resources/limits/cpu"), 1000),
              quantity(container.at("/resources/requests/memory"), 1),
              quantity(container.at("/resources/limits/memory"), 1)));
    }
    var key =
        new EntityKey.Pod(
            pod.at("/metadata/namespace").asText(), pod.at("/metadata/name").asText());
    return new PodInfo(
        key,
        pod.at("/metadata/uid").asText(),
        pod.at("/spec/nodeName").asText(),
        labels(pod),
        pod.at("/status").has("startTime") ? nanos(pod.at("/status/startTime")) : 0,
        containers);
  }

  private static Labels labels(JsonNode object) {
    var labels = new HashMap<String, String>();
    object
        .at("/metadata/labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return Labels.of(labels);
  }

  private static NodeResources resources(JsonNode amounts) {
    return new NodeResources(
        quantity(amounts.path("cpu"), 1000), quantity(amounts.path("memory"), 1));
  }

  private static long quantity(JsonNode quantity, int times) {
    if (quantity.isMissingNode()) {
      return 0;
    }
    String text = quantity.asText();
    int digits = 0;
    while (digits < text.length() && ".0123456789".indexOf(text.charAt(digits)) >= 0) {
      digits++;
    }
    String unit = text.substring(digits);
    return new BigDecimal(text.substring(0, digits))
        .multiply(BigDecimal.valueOf(1L << UNITS.getOrDefault(unit, 0)))
        .scaleByPowerOfTen(DECIMAL_UNITS.getOrDefault(unit, 0))
        .multiply(BigDecimal.valueOf(times))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  private static long nanos(JsonNode time) {
    Instant instant = Instant.parse(time.asText());
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  // --- the kubelets' answers

  Picture scraped() {
    var picture = new Picture();
    for (JsonNode node : read("nodes.json").path("items")) {
      JsonNode summary = read("summary-" + node.at("/metadata/name").asText() + ".json");
      if (isReady(node) && !summary.isMissingNode()) {
        addNode(picture, node, summary);
      }
    }
    return picture;
  }

  private static boolean isReady(JsonNode node) {
    for (JsonNode condition : node.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return true;
  }

  private static void addNode(Picture picture, JsonNode object, JsonNode summary) {
    String name = object.at("/metadata/name").asText();
    String hostname = name;
    for (JsonNode address : object.at("/status/addresses")) {
      if (address.path("type").asText().equals("Hostname")) {
        hostname = address.path("address").asText();
      }
    }
    Labels host = Labels.of(Map.of("hostname", hostname, "host_id", ""));
    JsonNode stats = summary.path("node");
    Entity node = picture.node(stats.path("nodeName").asText()).label("nodename", name);
    measure(host(node, host), stats, List.of("cpu", "memory", "network"));
    for (JsonNode system : stats.path("systemContainers")) {
      String container =
          switch (system.path("name").asText()) {
            case "runtime" -> "docker-daemon";
            case "misc" -> "system";
            default -> system.path("name").asText();
          };
      measure(
          host(picture.systemContainer(name, container), host), system, List.of("cpu", "memory"));
    }
    summary.path("pods").forEach(pod -> addPod(picture, pod, name, host));
  }

  private static void addPod(Picture picture, JsonNode stats, String node, Labels host) {
    JsonNode reference = stats.path("podRef");
    var key =
        new EntityKey.Pod(reference.path("namespace").asText(), reference.path("name").asText());
    Entity pod = picture.pod(key, node).label(LabelKeys.POD_ID, reference.path("uid").asText());
    measure(host(pod, host), stats, List.of("network"));
    for (JsonNode container : stats.path("containers")) {
      var containerKey = new EntityKey.PodContainer(key, container.path("name").asText());
      Entity before = picture.entities.get(containerKey);
      boolean older =
          before != null
              && before.start != null
              && nanos(container.path("startTime")) < before.start;
      if (!older) {
        picture.entities.remove(containerKey);
        Entity entity =
            picture
                .container(key, containerKey.name(), node)
                .label(LabelKeys.POD_ID, reference.path("uid").asText());
        measure(host(entity, host), container, List.of("cpu", "memory"));
        addCustom(entity, container.path("userDefinedMetrics"));
      }
    }
  }

  private static Entity host(Entity entity, Labels host) {
    host.forEach(entity::label);
    return entity;
  }

  private static void addCustom(Entity entity, JsonNode metrics) {
    for (JsonNode metric : metrics) {
      for (MetricKind kind : MetricKind.values()) {
        if (kind.text().equals(metric.path("type").asText())) {
          entity.value(
              Metric.custom(metric.path("name").asText(), kind), metric.path("value").asDouble());
        }
      }
    }
  }

  private static void measure(Entity entity, JsonNode stats, List<String> blocks) {
    if (stats.has("startTime")) {
      entity.start(nanos(stats.path("startTime")));
    }
    for (String block : blocks.reversed()) {
      if (stats.path(block).has("time")) {
        entity.sample(nanos(stats.path(block).path("time")));
      }
    }
    put(entity, blocks, stats, "cpu", "usageCoreNanoSeconds", CPU_USAGE);
    put(entity, blocks, stats, "memory", "usageBytes", MEMORY_USAGE);
    put(entity, blocks, stats, "memory", "rssBytes", MEMORY_RSS);
    put(entity, blocks, stats, "memory", "workingSetBytes", MEMORY_WORKING_SET);
    put(entity, blocks, stats, "memory", "pageFaults", MEMORY_PAGE_FAULTS);
    put(entity, blocks, stats, "memory", "majorPageFaults", MEMORY_MAJOR_PAGE_FAULTS);
    put(entity, blocks, stats, "network", "rxBytes", NETWORK_RX);
    put(entity, blocks, stats, "network", "rxErrors", NETWORK_RX_ERRORS);
    put(entity, blocks, stats, "network", "txBytes", NETWORK_TX);
    put(entity, blocks, stats, "network", "txErrors", NETWORK_TX_ERRORS);
  }

  private static void put(
      Entity entity,
      List<String> blocks,
      JsonNode stats,
      String block,
      String field,
      Metric metric) {
    JsonNode value = stats.path(block).path(field);
    if (blocks.contains(block) && value.isNumber()) {
      entity.value(metric, value.bigIntegerValue().longValue());
    }
  }
}
