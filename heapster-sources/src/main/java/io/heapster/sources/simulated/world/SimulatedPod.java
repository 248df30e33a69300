package io.heapster.sources.simulated.world;

import java.util.List;

/**
 * A running pod. All times are epoch seconds.
 *
 * @param node index of its node
 * @param slot place on the node, which its successors take over
 * @param generation how many pods the slot had before it
 * @param changed when the object changed last: its start or a restart of a container
 */
public record SimulatedPod(
    int node,
    int slot,
    long generation,
    Workload workload,
    String name,
    String uid,
    String address,
    long start,
    long changed,
    Traffic traffic,
    List<SimulatedContainer> containers) {

  private static final int CLAIM_EVERY = 5;

  public SimulatedPod {
    containers = List.copyOf(containers);
  }

  public String namespace() {
    return workload.namespace();
  }

  /** Whether it keeps data on a claimed volume. */
  public boolean hasClaim() {
    return slot % CLAIM_EVERY == 0;
  }

  /** Name of its volume claim. */
  public String claim() {
    return "data-" + workload.name() + "-" + node;
  }

  /** CPU of all containers on average, which is the pod's: its sandbox does nothing. */
  public long cpuMillicores() {
    long sum = 0;
    for (int i = 0; i < containers.size(); i++) {
      sum += containers.get(i).load().cpuMillicores();
    }
    return sum;
  }

  /** CPU in use by all containers at an epoch second. */
  public long cpuMillicoresAt(long second) {
    long sum = 0;
    for (int i = 0; i < containers.size(); i++) {
      sum += containers.get(i).load().cpuMillicoresAt(second);
    }
    return sum;
  }

  /** CPU time of the pod's cgroup, which restarts of containers do not reset. */
  public long cpuNanos(long second) {
    long sum = 0;
    for (int i = 0; i < containers.size(); i++) {
      sum += containers.get(i).load().cpuNanos(start, second);
    }
    return sum;
  }

  /** Limit of the pod's cgroup: the sum when every container has a limit, else 0 for none. */
  public long memoryLimitBytes() {
    long sum = 0;
    for (int i = 0; i < containers.size(); i++) {
      long limit = containers.get(i).resources().memoryLimitBytes();
      if (limit == 0) {
        return 0;
      }
      sum += limit;
    }
    return sum;
  }

  public long workingSetBytes(long second) {
    long sum = 0;
    for (int i = 0; i < containers.size(); i++) {
      sum += containers.get(i).load().workingSetBytes(second);
    }
    return sum;
  }

  public long memoryUsageBytes(long second) {
    long sum = 0;
    for (int i = 0; i < containers.size(); i++) {
      sum += containers.get(i).load().memoryUsageBytes(second);
    }
    return sum;
  }

  public long rssBytes(long second) {
    long sum = 0;
    for (int i = 0; i < containers.size(); i++) {
      sum += containers.get(i).load().rssBytes(second);
    }
    return sum;
  }
}
