package io.heapster.sources.simulated.apiserver;

import io.heapster.sources.simulated.world.SimulatedCluster;
import java.util.List;
import java.util.Map;

/**
 * All objects of one kind at positions from 0 on, made when asked for. A position stays with its
 * node, namespace or slot for a pod, whichever pod is in it.
 */
final class ApiObjects {
  private final SimulatedCluster cluster;
  private final ResourceKind kind;
  private final int kubeletPort;
  private final Map<String, String> authentication;

  /**
   * @param authentication what servers behind this one are told; empty for no such object
   */
  ApiObjects(
      SimulatedCluster cluster,
      ResourceKind kind,
      int kubeletPort,
      Map<String, String> authentication) {
    this.cluster = cluster;
    this.kind = kind;
    this.kubeletPort = kubeletPort;
    this.authentication = authentication;
  }

  int count() {
    return switch (kind) {
      case NODES -> cluster.nodes().size();
      case PODS -> cluster.nodes().size() * cluster.shape().podsPerNode();
      case NAMESPACES -> cluster.namespaces().size();
      case CONFIG_MAPS -> authentication.isEmpty() ? 0 : 1;
    };
  }

  /** The object at a position and an epoch second. */
  ApiObject at(int position, long second) {
    return switch (kind) {
      case NODES -> new NodeObject(cluster.nodes().get(position), kubeletPort);
      case PODS -> pod(position, second);
      case NAMESPACES -> namespace(cluster.namespaces(), position);
      case CONFIG_MAPS -> ConfigMapObject.authentication(authentication, start());
    };
  }

  /** Whether the object at a position is another after a second than it was before. */
  boolean hasChanged(int position, long second) {
    if (kind != ResourceKind.PODS) {
      return false;
    }
    int pods = cluster.shape().podsPerNode();
    return cluster.hasChanged(position / pods, position % pods, second - 1, second);
  }

  /** Whether no object has ever changed. */
  boolean isQuiet() {
    return kind != ResourceKind.PODS || cluster.isQuiet();
  }

  private PodObject pod(int position, long second) {
    int pods = cluster.shape().podsPerNode();
    int node = position / pods;
    return new PodObject(cluster.pod(node, position % pods, second), cluster.nodes().get(node));
  }

  private NamespaceObject namespace(List<String> names, int position) {
    return new NamespaceObject(names.get(position), start());
  }

  private long start() {
    return cluster.nodes().getFirst().start();
  }
}
