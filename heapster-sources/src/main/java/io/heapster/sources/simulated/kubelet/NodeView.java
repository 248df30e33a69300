package io.heapster.sources.simulated.kubelet;

import io.heapster.sources.simulated.world.SimulatedCluster;
import io.heapster.sources.simulated.world.SimulatedNode;
import io.heapster.sources.simulated.world.SimulatedPod;
import java.util.List;

/**
 * A node with its pods as its kubelet sampled them.
 *
 * @param sampled epoch second of the sample
 */
record NodeView(SimulatedNode node, List<SimulatedPod> pods, long sampled) {

  /** The last sample of a node at or before a second. */
  static NodeView at(SimulatedCluster cluster, int node, long second) {
    long sampled = cluster.sampleSecond(node, second);
    return new NodeView(cluster.nodes().get(node), cluster.pods(node, sampled), sampled);
  }

  /** The cgroup above all pods. */
  Memory podsMemory() {
    Memory sum = Memory.NONE;
    for (int i = 0; i < pods.size(); i++) {
      sum = sum.plus(Memory.of(pods.get(i), sampled));
    }
    return withNodeFaults(sum);
  }

  /** The machine: pods, system and page cache. */
  Memory memory() {
    Memory pods = podsMemory();
    return withNodeFaults(
        new Memory(
            pods.usageBytes() + SimulatedNode.SYSTEM_MEMORY_BYTES + SimulatedNode.PAGE_CACHE_BYTES,
            pods.workingSetBytes() + SimulatedNode.SYSTEM_MEMORY_BYTES,
            pods.rssBytes() + SimulatedNode.SYSTEM_MEMORY_BYTES / 2,
            0,
            0));
  }

  private Memory withNodeFaults(Memory memory) {
    long uptime = sampled - node.start();
    return new Memory(
        memory.usageBytes(),
        memory.workingSetBytes(),
        memory.rssBytes(),
        SimulatedNode.PAGE_FAULTS_PER_SECOND * uptime,
        SimulatedNode.MAJOR_PAGE_FAULTS_PER_SECOND * uptime);
  }
}
