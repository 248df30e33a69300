package io.heapster.sources.simulated.world;

import io.heapster.sources.simulated.world.Scramble.Topic;
import java.util.ArrayList;
import java.util.List;

/** Makes the nodes of a shape, each large enough for its pods. */
final class Machines {
  private static final int[] CORES = {4, 8, 16, 32, 64, 128, 256};
  private static final long BYTES_PER_CORE = 4L << 30;
  private static final Traffic OVERHEAD = new Traffic(20_000, 10_000, 0, 0);
  private static final int UPTIME_BASE_SECONDS = 10 * 86_400;

  private final ClusterShape shape;
  private final Slots slots;

  Machines(ClusterShape shape, Slots slots) {
    this.shape = shape;
    this.slots = slots;
  }

  List<SimulatedNode> all() {
    var nodes = new ArrayList<SimulatedNode>(shape.nodes());
    for (int i = 0; i < shape.nodes(); i++) {
      nodes.add(node(i));
    }
    return List.copyOf(nodes);
  }

  private SimulatedNode node(int index) {
    long bits = Scramble.bits(shape.seed(), Topic.NODE, index, 0);
    long used =
        SimulatedNode.KUBELET_MILLICORES
            + SimulatedNode.RUNTIME_MILLICORES
            + SimulatedNode.OTHER_MILLICORES;
    long requested = 0;
    Swing swing = Swing.NONE;
    Traffic podTraffic = Traffic.NONE;
    for (int slot = 0; slot < shape.podsPerNode(); slot++) {
      used += slots.cpuMillicores(index, slot);
      swing = swing.plus(slots.cpuSwing(index, slot));
      requested += slots.cpuRequestMillicores(index, slot);
      podTraffic = podTraffic.plus(slots.traffic(index, slot));
    }
    int cores = cores(used, requested);
    return new SimulatedNode(
        index,
        "node-%05d".formatted(index),
        SimulatedNode.address(index),
        PodNames.uid(bits, Scramble.bits(shape.seed(), Topic.NODE, index, 1)),
        "zone-" + (char) ('a' + index % 3),
        cores,
        cores * BYTES_PER_CORE,
        shape.epoch().getEpochSecond() - UPTIME_BASE_SECONDS - Scramble.below(86_400, bits),
        used,
        swing,
        podTraffic.plus(OVERHEAD),
        podTraffic);
  }

  /** Enough for what is used, and for what a scheduler would have let in. */
  private static int cores(long usedMillicores, long requestedMillicores) {
    for (int cores : CORES) {
      if (cores * 700L >= usedMillicores && cores * 900L >= requestedMillicores) {
        return cores;
      }
    }
    return CORES[CORES.length - 1];
  }
}
