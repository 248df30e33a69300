package io.heapster.sources.simulated.world;

import java.util.List;

/**
 * What pods are made from: a deployment (through its replica set) or a daemon set.
 *
 * @param revision the replica set's {@code pod-template-hash}, or the daemon set's revision
 * @param hostNetwork whether its pods have no network of their own
 */
public record Workload(
    Controller controller,
    String namespace,
    String name,
    String tier,
    String revision,
    boolean hostNetwork,
    List<Container> containers) {

  /** Who makes the pods. */
  public enum Controller {
    DEPLOYMENT,
    DAEMON_SET
  }

  /** A container of the pod template. */
  public record Container(String name, String image, Resources resources) {}

  public Workload {
    containers = List.copyOf(containers);
  }

  /** What pod names begin with; a suffix of five letters follows. */
  public String podNamePrefix() {
    return switch (controller) {
      case DEPLOYMENT -> name + "-" + revision + "-";
      case DAEMON_SET -> name + "-";
    };
  }

  /** Kind of the object that owns the pods directly. */
  public String ownerKind() {
    return switch (controller) {
      case DEPLOYMENT -> "ReplicaSet";
      case DAEMON_SET -> "DaemonSet";
    };
  }

  /** Name of the object that owns the pods directly. */
  public String ownerName() {
    return switch (controller) {
      case DEPLOYMENT -> name + "-" + revision;
      case DAEMON_SET -> name;
    };
  }
}
