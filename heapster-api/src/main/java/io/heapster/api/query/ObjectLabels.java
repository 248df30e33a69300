package io.heapster.api.query;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NamespaceInfo;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;

/**
 * The labels that Kubernetes objects have now: a batch holds them joined into one text only. A
 * container has those of its pod, a system container those of its node; an object that is gone has
 * none any more.
 */
record ObjectLabels(ClusterInventory inventory) {

  Labels of(EntityKey key) {
    return switch (key) {
      case EntityKey.Cluster _ -> Labels.EMPTY;
      case EntityKey.Namespace(String name) ->
          inventory.namespace(name).map(NamespaceInfo::labels).orElse(Labels.EMPTY);
      case EntityKey.Node(String name) -> ofNode(name);
      case EntityKey.Pod pod -> ofPod(pod);
      case EntityKey.PodContainer(EntityKey.Pod pod, _) -> ofPod(pod);
      case EntityKey.SystemContainer(EntityKey.Node node, _) -> ofNode(node.name());
    };
  }

  private Labels ofNode(String name) {
    return inventory.node(name).map(NodeInfo::labels).orElse(Labels.EMPTY);
  }

  private Labels ofPod(EntityKey.Pod key) {
    return inventory.pod(key).map(PodInfo::labels).orElse(Labels.EMPTY);
  }
}
