package io.heapster.sources.kubelet;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NamespaceInfo;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inventory of nodes that a test puts there. */
public final class FakeInventory implements ClusterInventory {
  private final Map<String, NodeInfo> nodes = Collections.synchronizedMap(new LinkedHashMap<>());

  public void put(NodeInfo node) {
    nodes.put(node.name(), node);
  }

  public void remove(String node) {
    nodes.remove(node);
  }

  @Override
  public Collection<NodeInfo> nodes() {
    synchronized (nodes) {
      return List.copyOf(nodes.values());
    }
  }

  @Override
  public Optional<NodeInfo> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  @Override
  public Collection<PodInfo> pods() {
    return List.of();
  }

  @Override
  public Optional<PodInfo> pod(EntityKey.Pod key) {
    return Optional.empty();
  }

  @Override
  public Optional<NamespaceInfo> namespace(String name) {
    return Optional.empty();
  }

  @Override
  public boolean isSynced() {
    return true;
  }
}
