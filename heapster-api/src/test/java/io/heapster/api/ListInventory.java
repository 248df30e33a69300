package io.heapster.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NamespaceInfo;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects put in by the test, or read from a recorded list. */
final class ListInventory implements ClusterInventory {
  private final Map<String, NodeInfo> nodes = new HashMap<>();
  private final Map<EntityKey.Pod, PodInfo> pods = new HashMap<>();
  private final Map<String, NamespaceInfo> namespaces = new HashMap<>();
  private volatile boolean synced = true;

  ListInventory namespace(String name, Map<String, String> labels) {
    namespaces.put(name, new NamespaceInfo(name, "uid-" + name, Labels.of(labels)));
    return this;
  }

  ListInventory node(String name, Map<String, String> labels) {
    return node(name, labels, true);
  }

  ListInventory notReady(String name) {
    return node(name, Map.of(), false);
  }

  private ListInventory node(String name, Map<String, String> labels, boolean ready) {
    nodes.put(
        name,
        new NodeInfo(
            name,
            "uid-" + name,
            Labels.of(labels),
            name,
            "",
            List.of(),
            ready,
            true,
            0,
            NodeInfo.NodeResources.NONE,
            NodeInfo.NodeResources.NONE));
    return this;
  }

  ListInventory pod(
      String namespace, String name, Map<String, String> labels, String... containers) {
    var key = new EntityKey.Pod(namespace, name);
    var infos = new ArrayList<PodInfo.ContainerInfo>();
    for (String container : containers) {
      infos.add(new PodInfo.ContainerInfo(container, "image", 0, 0, 0, 0, 0));
    }
    pods.put(key, new PodInfo(key, "uid-" + name, "n0", Labels.of(labels), 0, infos));
    return this;
  }

  /** A pod put in before began then. */
  ListInventory started(String namespace, String name, Instant at) {
    long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
    pods.computeIfPresent(
        new EntityKey.Pod(namespace, name),
        (key, pod) ->
            new PodInfo(key, pod.uid(), pod.nodeName(), pod.labels(), nanos, pod.containers()));
    return this;
  }

  void synced(boolean value) {
    synced = value;
  }

  /** Takes up recorded lists of the API server. */
  ListInventory read(JsonNode nodeList, JsonNode podList) {
    for (JsonNode item : nodeList.path("items")) {
      node(item.at("/metadata/name").asText(), labels(item));
    }
    for (JsonNode item : podList.path("items")) {
      var containers = new ArrayList<String>();
      item.at("/spec/containers").forEach(each -> containers.add(each.path("name").asText()));
      pod(
          item.at("/metadata/namespace").asText(),
          item.at("/metadata/name").asText(),
          labels(item),
          containers.toArray(String[]::new));
    }
    return this;
  }

  private static Map<String, String> labels(JsonNode item) {
    var labels = new HashMap<String, String>();
    item.at("/metadata/labels")
        .properties()
        .forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
    return labels;
  }

  @Override
  public Collection<NodeInfo> nodes() {
    return nodes.values();
  }

  @Override
  public Optional<NodeInfo> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  @Override
  public Collection<PodInfo> pods() {
    return pods.values();
  }

  @Override
  public Optional<PodInfo> pod(EntityKey.Pod key) {
    return Optional.ofNullable(pods.get(key));
  }

  @Override
  public Optional<NamespaceInfo> namespace(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  @Override
  public boolean isSynced() {
    return synced;
  }
}
