package io.heapster.sources.simulated.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How large a simulated cluster is and which one of its size.
 *
 * @param nodes at most 64,000
 * @param podsPerNode those of daemon sets included
 * @param containersPerPod of every pod
 * @param namespaces {@code kube-system} included, so at least 2
 * @param psi whether kubelets report pressure stall information
 * @param cpuSwing how far a container's CPU use moves about its mean at the most, in percent; each
 *     takes a share of it. 0 keeps all use, and with it all rates, constant
 * @param seed of everything that looks like chance
 * @param epoch when the cluster began, in whole seconds; what exists then is some hours older
 * @param sampleInterval how often a kubelet measures, in whole seconds and at a phase of each
 *     node's own, so that scrapes in between repeat a sample; 0 measures at every scrape. The wire
 *     tells whole seconds, so a sample is never finer than that
 */
public record ClusterShape(
    int nodes,
    int podsPerNode,
    int containersPerPod,
    int namespaces,
    boolean psi,
    int cpuSwing,
    long seed,
    Instant epoch,
    Duration sampleInterval) {

  /** The largest cluster whose nodes have an address each. */
  public static final int MAX_NODES = 64_000;

  private static final long DEFAULT_SEED = 1;

  public ClusterShape {
    requireWithin("nodes", nodes, 1, MAX_NODES);
    requireWithin("podsPerNode", podsPerNode, 1, 1_000);
    requireWithin("containersPerPod", containersPerPod, 1, 20);
    requireWithin("namespaces", namespaces, 2, 10_000);
    requireWithin("cpuSwing", cpuSwing, 0, 100);
    if (sampleInterval.isNegative()) {
      throw new IllegalArgumentException(
          "sampleInterval is %s: give 0 or a positive duration".formatted(sampleInterval));
    }
    epoch = Instant.ofEpochSecond(epoch.getEpochSecond());
  }

  private static void requireWithin(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d: give %d to %d".formatted(name, value, least, most));
    }
  }

  /** 3 nodes, 18 pods: readable by eye. */
  public static ClusterShape tiny(Instant epoch) {
    return sized(3, 6, 2, 3, epoch);
  }

  /** 20 nodes, 240 pods. */
  public static ClusterShape demo(Instant epoch) {
    return sized(20, 12, 2, 6, epoch);
  }

  /** 1,000 nodes, 30,000 pods. */
  public static ClusterShape large(Instant epoch) {
    return sized(1_000, 30, 2, 50, epoch);
  }

  /** What Kubernetes is built for at most: 5,000 nodes, 150,000 pods, 300,000 containers. */
  public static ClusterShape maximum(Instant epoch) {
    return sized(5_000, 30, 2, 200, epoch);
  }

  /**
   * A world by its name: tiny, demo, large or maximum.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static ClusterShape named(String name, Instant epoch) {
    var worlds =
        new TreeMap<>(
            Map.of(
                "tiny", tiny(epoch),
                "demo", demo(epoch),
                "large", large(epoch),
                "maximum", maximum(epoch)));
    ClusterShape shape = worlds.get(name);
    if (shape == null) {
      throw new IllegalArgumentException(
          "no simulated world \"%s\": choose one of %s".formatted(name, worlds.keySet()));
    }
    return shape;
  }

  private static ClusterShape sized(
      int nodes, int podsPerNode, int containersPerPod, int namespaces, Instant epoch) {
    return new ClusterShape(
        nodes,
        podsPerNode,
        containersPerPod,
        namespaces,
        false,
        0,
        DEFAULT_SEED,
        epoch,
        Duration.ZERO);
  }

  /** The same kind of cluster in another size. */
  public ClusterShape resized(int newNodes, int newPodsPerNode, int newContainersPerPod) {
    return new ClusterShape(
        newNodes,
        newPodsPerNode,
        newContainersPerPod,
        namespaces,
        psi,
        cpuSwing,
        seed,
        epoch,
        sampleInterval);
  }

  public ClusterShape withNamespaces(int count) {
    return new ClusterShape(
        nodes, podsPerNode, containersPerPod, count, psi, cpuSwing, seed, epoch, sampleInterval);
  }

  public ClusterShape withPsi(boolean reported) {
    return new ClusterShape(
        nodes,
        podsPerNode,
        containersPerPod,
        namespaces,
        reported,
        cpuSwing,
        seed,
        epoch,
        sampleInterval);
  }

  public ClusterShape withCpuSwing(int percent) {
    return new ClusterShape(
        nodes,
        podsPerNode,
        containersPerPod,
        namespaces,
        psi,
        percent,
        seed,
        epoch,
        sampleInterval);
  }

  public ClusterShape withSeed(long other) {
    return new ClusterShape(
        nodes,
        podsPerNode,
        containersPerPod,
        namespaces,
        psi,
        cpuSwing,
        other,
        epoch,
        sampleInterval);
  }

  public ClusterShape withSampleInterval(Duration interval) {
    return new ClusterShape(
        nodes, podsPerNode, containersPerPod, namespaces, psi, cpuSwing, seed, epoch, interval);
  }
}
