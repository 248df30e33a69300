package io.heapster.core.metric;

import java.util.Set;

/**
 * Pressure stall information of one resource, as the kernel gives it: how long some or all tasks
 * waited, and the share of the last 10, 60 and 300 s that this was.
 */
public record PressureMetrics(Stall some, Stall full) {

  /**
   * @param total nanoseconds stalled since the cgroup began
   * @param avg10 percent of the last 10 s; avg60 and avg300 likewise
   */
  public record Stall(Metric total, Metric avg10, Metric avg60, Metric avg300) {}

  static PressureMetrics of(Registrar registrar, String resource, Set<EntityKind> carriers) {
    return new PressureMetrics(
        stall(registrar, resource, "some", "some tasks", carriers),
        stall(registrar, resource, "full", "all tasks", carriers));
  }

  private static Stall stall(
      Registrar registrar, String resource, String share, String who, Set<EntityKind> carriers) {
    String prefix = resource + "/pressure_" + share;
    return new Stall(
        registrar.newCounter(
            prefix + "_total",
            MetricUnit.NANOSECONDS,
            carriers,
            "Time that " + who + " waited for " + resource),
        average(registrar, prefix, resource, who, 10, carriers),
        average(registrar, prefix, resource, who, 60, carriers),
        average(registrar, prefix, resource, who, 300, carriers));
  }

  private static Metric average(
      Registrar registrar,
      String prefix,
      String resource,
      String who,
      int seconds,
      Set<EntityKind> carriers) {
    return registrar.newRatio(
        prefix + "_avg" + seconds,
        MetricUnit.PERCENT,
        carriers,
        "Share of the last " + seconds + " s that " + who + " waited for " + resource);
  }
}
