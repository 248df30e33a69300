package io.heapster.api.query;

import io.heapster.api.json.JsonWriter;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.model.EntityKey;
import java.util.List;

/** What the inventory knows of the Kubernetes object that an entity is, or is a part of. */
record ObjectFields(EntityKey key, ClusterInventory inventory) {

  /** Whether the object is in the cluster; of a container, whether its pod's spec has it. */
  boolean isKnown() {
    return switch (key) {
      case EntityKey.Cluster _ -> true;
      case EntityKey.Namespace(String name) -> inventory.namespace(name).isPresent();
      case EntityKey.Node(String name) -> inventory.node(name).isPresent();
      case EntityKey.Pod pod -> inventory.pod(pod).isPresent();
      case EntityKey.PodContainer(EntityKey.Pod pod, String name) ->
          inventory.pod(pod).filter(known -> known.container(name) != null).isPresent();
      case EntityKey.SystemContainer _ -> false;
    };
  }

  /** Writes the field {@code node} or {@code pod}; neither for what has no such object. */
  void write(JsonWriter json) {
    switch (key) {
      case EntityKey.Node(String name) ->
          inventory.node(name).ifPresent(node -> writeNode(json, node));
      case EntityKey.Pod name ->
          inventory.pod(name).ifPresent(pod -> writePod(json, pod, pod.containers()));
      case EntityKey.PodContainer(EntityKey.Pod owner, String name) ->
          inventory.pod(owner).ifPresent(pod -> writePod(json, pod, only(pod, name)));
      case EntityKey.Cluster _, EntityKey.Namespace _, EntityKey.SystemContainer _ -> {}
    }
  }

  private static List<ContainerInfo> only(PodInfo pod, String name) {
    ContainerInfo container = pod.container(name);
    return container == null ? List.of() : List.of(container);
  }

  private static void writeNode(JsonWriter json, NodeInfo node) {
    json.name("node").beginObject();
    json.name("ready").truth(node.ready());
    json.name("schedulable").truth(node.schedulable());
    writeResources(json.name("capacity"), node.capacity());
    writeResources(json.name("allocatable"), node.allocatable());
    json.name("addresses").beginArray();
    for (NodeInfo.NodeAddress address : node.addresses()) {
      json.beginObject().name("type").text(address.type());
      json.name("address").text(address.address()).endObject();
    }
    json.endArray().endObject();
  }

  private static void writeResources(JsonWriter json, NodeInfo.NodeResources resources) {
    json.beginObject();
    JsonValues.given(json, "cpuMillicores", resources.cpuMillicores());
    JsonValues.given(json, "memoryBytes", resources.memoryBytes());
    json.endObject();
  }

  private static void writePod(JsonWriter json, PodInfo pod, List<ContainerInfo> containers) {
    json.name("pod").beginObject().name("node");
    JsonValues.write(json, pod.nodeName().isEmpty() ? null : pod.nodeName());
    JsonValues.time(json, "started", pod.startTimeNanos());
    json.name("containers").beginArray();
    containers.forEach(each -> writeContainer(json, each));
    json.endArray().endObject();
  }

  private static void writeContainer(JsonWriter json, ContainerInfo container) {
    json.beginObject().name("name").text(container.name()).name("image").text(container.image());
    json.name("restarts");
    Integer restarts = container.restartCount();
    if (restarts == null) {
      json.nothing();
    } else {
      json.number(restarts.longValue());
    }
    JsonValues.given(json, "cpuRequestMillicores", container.cpuRequestMillicores());
    JsonValues.given(json, "cpuLimitMillicores", container.cpuLimitMillicores());
    JsonValues.given(json, "memoryRequestBytes", container.memoryRequestBytes());
    JsonValues.given(json, "memoryLimitBytes", container.memoryLimitBytes());
    json.endObject();
  }
}
