package io.heapster.core.model;

import io.heapster.core.metric.EntityKind;
import java.util.Optional;

/**
 * Names one monitored entity. Two keys are equal when they name the same entity. The text form is
 * Heapster's metric-set key, byte for byte; no part of it is escaped.
 */
public sealed interface EntityKey {

  EntityKind kind();

  /** Heapster's key, e.g. {@code namespace:default/pod:web-1/container:nginx}. */
  String text();

  /**
   * The key of that text, if it is one. Names of namespaces, nodes, pods and their containers have
   * no slash; a system container's name, which may be a path, goes on to the end.
   */
  static Optional<EntityKey> parse(String text) {
    return KeyText.parse(text);
  }

  /** The whole cluster. */
  record Cluster() implements EntityKey {
    public static final Cluster INSTANCE = new Cluster();

    @Override
    public EntityKind kind() {
      return EntityKind.CLUSTER;
    }

    @Override
    public String text() {
      return "cluster";
    }
  }

  record Namespace(String name) implements EntityKey {
    @Override
    public EntityKind kind() {
      return EntityKind.NAMESPACE;
    }

    @Override
    public String text() {
      return "namespace:" + name;
    }
  }

  record Node(String name) implements EntityKey {
    @Override
    public EntityKind kind() {
      return EntityKind.NODE;
    }

    @Override
    public String text() {
      return "node:" + name;
    }
  }

  record Pod(String namespace, String name) implements EntityKey {
    @Override
    public EntityKind kind() {
      return EntityKind.POD;
    }

    @Override
    public String text() {
      return "namespace:" + namespace + "/pod:" + name;
    }

    // By hand: a tick hashes every pod several times, and the record's own hash goes through
    // Objects.hashCode for each component.
    @Override
    public int hashCode() {
      return namespace.hashCode() * 31 + name.hashCode();
    }
  }

  record PodContainer(Pod pod, String name) implements EntityKey {
    @Override
    public EntityKind kind() {
      return EntityKind.POD_CONTAINER;
    }

    @Override
    public String text() {
      return pod.text() + "/container:" + name;
    }

    @Override
    public int hashCode() {
      return pod.hashCode() * 31 + name.hashCode();
    }
  }

  /** A container outside any pod: kubelet, runtime, or a cgroup path without its leading slash. */
  record SystemContainer(Node node, String name) implements EntityKey {
    @Override
    public EntityKind kind() {
      return EntityKind.SYSTEM_CONTAINER;
    }

    @Override
    public String text() {
      return node.text() + "/container:" + name;
    }
  }
}
