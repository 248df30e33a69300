package io.heapster.sources.kubelet;

/** Where a kubelet tells its figures, from the richest answer to the oldest. */
enum StatsEndpoint {
  SUMMARY("summary", "/stats/summary"),
  SUMMARY_CPU_AND_MEMORY("summary_cpu_and_memory", "/stats/summary?only_cpu_and_memory=true"),
  RESOURCE_METRICS("resource", "/metrics/resource"),
  /** What kubelets before 1.21 had instead; asked with POST. */
  CONTAINER_STATS("container_stats", "/stats/container/");

  private final String text;
  private final String uri;

  StatsEndpoint(String text, String uri) {
    this.text = text;
    this.uri = uri;
  }

  /** Name in {@code /metrics}. */
  String text() {
    return text;
  }

  String uri() {
    return uri;
  }
}
