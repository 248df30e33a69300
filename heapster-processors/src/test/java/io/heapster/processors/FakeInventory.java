package io.heapster.processors;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NamespaceInfo;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.NodeInfo.NodeResources;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An inventory that holds what a test puts there. */
final class FakeInventory implements ClusterInventory {
  final Map<String, NodeInfo> nodes = new HashMap<>();
  final Map<EntityKey.Pod, PodInfo> pods = new HashMap<>();
  final Map<String, NamespaceInfo> namespaces = new HashMap<>();

  PodInfo putPod(EntityKey.Pod key, long startNanos, Labels labels, ContainerInfo... containers) {
    var info = new PodInfo(key, "uid-" + key.name(), "n1", labels, startNanos, List.of(containers));
    pods.put(key, info);
    return info;
  }

  NodeInfo putNode(String name, Labels labels, NodeResources capacity, NodeResources allocatable) {
    var info =
        new NodeInfo(
            name, "uid-" + name, labels, name, "", List.of(), true, true, 0, capacity, allocatable);
    nodes.put(name, info);
    return info;
  }

  NamespaceInfo putNamespace(String name) {
    var info = new NamespaceInfo(name, "uid-" + name, Labels.EMPTY);
    namespaces.put(name, info);
    return info;
  }

  static ContainerInfo container(String name, @Nullable Integer restarts, long... amounts) {
    return new ContainerInfo(
        name, "image-" + name, restarts, amounts[0], amounts[1], amounts[2], amounts[3]);
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
    return true;
  }
}
