package io.heapster.sources.simulated.kubelet;

import io.heapster.sources.simulated.world.SimulatedContainer;
import io.heapster.sources.simulated.world.SimulatedPod;

/**
 * Memory of a container, a pod or a node at one second: gauges in bytes, faults since its start.
 */
record Memory(
    long usageBytes, long workingSetBytes, long rssBytes, long pageFaults, long majorPageFaults) {

  static final Memory NONE = new Memory(0, 0, 0, 0, 0);

  static Memory of(SimulatedContainer container, long second) {
    return new Memory(
        container.load().memoryUsageBytes(second),
        container.load().workingSetBytes(second),
        container.load().rssBytes(second),
        container.pageFaults(second),
        container.majorPageFaults(second));
  }

  /** The pod's cgroup, whose faults go on counting when a container restarts. */
  static Memory of(SimulatedPod pod, long second) {
    long faults = 0;
    long majorFaults = 0;
    for (int i = 0; i < pod.containers().size(); i++) {
      faults += pod.containers().get(i).load().pageFaults(second - pod.start());
      majorFaults += pod.containers().get(i).load().majorPageFaults(second - pod.start());
    }
    return new Memory(
        pod.memoryUsageBytes(second),
        pod.workingSetBytes(second),
        pod.rssBytes(second),
        faults,
        majorFaults);
  }

  Memory plus(Memory other) {
    return new Memory(
        usageBytes + other.usageBytes,
        workingSetBytes + other.workingSetBytes,
        rssBytes + other.rssBytes,
        pageFaults + other.pageFaults,
        majorPageFaults + other.majorPageFaults);
  }
}
