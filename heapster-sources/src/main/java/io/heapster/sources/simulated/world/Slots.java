package io.heapster.sources.simulated.world;

import io.heapster.sources.simulated.world.Scramble.Topic;

/** The places for pods on the nodes: what whoever runs there does, whatever its name is. */
final class Slots {
  /** Far less than a wave, so that the swings of all nodes do not make a calm cluster. */
  private static final int MOST_PHASE_SECONDS = 90;

  private final ClusterShape shape;
  private final Workloads workloads;

  Slots(ClusterShape shape, Workloads workloads) {
    this.shape = shape;
    this.workloads = workloads;
  }

  /** Number of a slot among those of the whole cluster. */
  long ordinal(int node, int slot) {
    return (long) node * shape.podsPerNode() + slot;
  }

  Workload workload(int node, int slot) {
    return workloads.at(node, slot);
  }

  Load load(int node, int slot, int container) {
    long ordinal = ordinal(node, slot);
    return Load.from(
        Scramble.bits(shape.seed(), Topic.CONTAINER, ordinal, container),
        Scramble.bits(shape.seed(), Topic.MEMORY, ordinal, container),
        workload(node, slot).containers().get(container).resources(),
        shape.cpuSwing(),
        swingPhase(node));
  }

  /** The same for all of a node, so that a node's use is one swing, too. */
  private long swingPhase(int node) {
    return Scramble.below(MOST_PHASE_SECONDS, Scramble.bits(shape.seed(), Topic.SWING, node, 0));
  }

  /** All containers of the slot. */
  long cpuMillicores(int node, int slot) {
    long sum = 0;
    for (int i = 0; i < shape.containersPerPod(); i++) {
      sum += load(node, slot, i).cpuMillicores();
    }
    return sum;
  }

  /** All containers of the slot. */
  Swing cpuSwing(int node, int slot) {
    Swing sum = Swing.NONE;
    for (int i = 0; i < shape.containersPerPod(); i++) {
      sum = sum.plus(load(node, slot, i).cpuSwing());
    }
    return sum;
  }

  /** What all containers of the slot ask for. */
  long cpuRequestMillicores(int node, int slot) {
    return workload(node, slot).containers().stream()
        .mapToLong(container -> container.resources().cpuRequestMillicores())
        .sum();
  }

  /** Nothing where the pod uses the node's network. */
  Traffic traffic(int node, int slot) {
    return workload(node, slot).hostNetwork()
        ? Traffic.NONE
        : Traffic.from(Scramble.bits(shape.seed(), Topic.NETWORK, ordinal(node, slot), 0));
  }
}
