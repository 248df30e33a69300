package io.heapster.sinks.influxdb.history;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.EntityKey;
import java.util.List;
import java.util.Map;

/** The tags that tell the entities of a kind apart, and those of one entity. */
final class Selector {
  private Selector() {}

  /** Keys of the tags that name an entity among its kind, in the order of {@link #values}. */
  static List<String> tags(EntityKind kind) {
    return switch (kind) {
      case CLUSTER -> List.of();
      case NAMESPACE -> List.of(LabelKeys.NAMESPACE_NAME);
      case NODE -> List.of(LabelKeys.NODENAME);
      case POD -> List.of(LabelKeys.NAMESPACE_NAME, LabelKeys.POD_NAME);
      case POD_CONTAINER ->
          List.of(LabelKeys.NAMESPACE_NAME, LabelKeys.POD_NAME, LabelKeys.CONTAINER_NAME);
      case SYSTEM_CONTAINER -> List.of(LabelKeys.NODENAME, LabelKeys.CONTAINER_NAME);
    };
  }

  static List<String> values(EntityKey key) {
    return switch (key) {
      case EntityKey.Cluster _ -> List.of();
      case EntityKey.Namespace(String name) -> List.of(name);
      case EntityKey.Node(String name) -> List.of(name);
      case EntityKey.Pod(String namespace, String name) -> List.of(namespace, name);
      case EntityKey.PodContainer(EntityKey.Pod pod, String name) ->
          List.of(pod.namespace(), pod.name(), name);
      case EntityKey.SystemContainer(EntityKey.Node node, String name) ->
          List.of(node.name(), name);
    };
  }

  /** The tags' values of a series that was grouped by {@link #tags}, in their order. */
  static List<String> values(EntityKind kind, Map<String, String> tags) {
    return tags(kind).stream().map(key -> tags.getOrDefault(key, "")).toList();
  }
}
