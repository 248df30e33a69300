package io.heapster.sources.simulated.world;

/**
 * Sums over pods: what they use, ask for and may use at most.
 *
 * @param cpuMillicores used on average: a rate is a mean between two samples, not of their second
 */
public record Totals(
    long pods,
    long cpuMillicores,
    long memoryUsageBytes,
    long workingSetBytes,
    long rssBytes,
    Resources resources) {

  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, new Resources(0, 0, 0, 0));

  /** One pod at a second. */
  public static Totals of(SimulatedPod pod, long second) {
    Resources sum = NONE.resources();
    for (SimulatedContainer container : pod.containers()) {
      sum = sum(sum, container.resources());
    }
    return new Totals(
        1,
        pod.cpuMillicores(),
        pod.memoryUsageBytes(second),
        pod.workingSetBytes(second),
        pod.rssBytes(second),
        sum);
  }

  public Totals plus(Totals other) {
    return new Totals(
        pods + other.pods,
        cpuMillicores + other.cpuMillicores,
        memoryUsageBytes + other.memoryUsageBytes,
        workingSetBytes + other.workingSetBytes,
        rssBytes + other.rssBytes,
        sum(resources, other.resources));
  }

  private static Resources sum(Resources left, Resources right) {
    return new Resources(
        left.cpuRequestMillicores() + right.cpuRequestMillicores(),
        left.cpuLimitMillicores() + right.cpuLimitMillicores(),
        left.memoryRequestBytes() + right.memoryRequestBytes(),
        left.memoryLimitBytes() + right.memoryLimitBytes());
  }
}
