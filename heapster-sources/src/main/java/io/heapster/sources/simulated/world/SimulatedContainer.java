package io.heapster.sources.simulated.world;

/**
 * A running container. All times are epoch seconds.
 *
 * @param start when it started, which is also when its counters stood at 0
 * @param restartCount of the pod's status
 */
public record SimulatedContainer(
    Workload.Container template, Load load, long start, int restartCount) {

  public String name() {
    return template.name();
  }

  public Resources resources() {
    return template.resources();
  }

  public long cpuNanos(long second) {
    return load.cpuNanos(start, second);
  }

  public long pageFaults(long second) {
    return load.pageFaults(second - start);
  }

  public long majorPageFaults(long second) {
    return load.majorPageFaults(second - start);
  }
}
