package io.heapster.sources.simulated.kubelet;

/** How much of the Summary API a request asks for. */
enum SummaryScope {
  EVERYTHING,
  /** {@code ?only_cpu_and_memory=true}. */
  CPU_AND_MEMORY
}
