package io.heapster.sources.kubelet;

import io.heapster.sources.kubelet.cadvisor.ContainerStatsDecoder;
import io.heapster.sources.kubelet.resource.ResourceMetricsDecoder;
import io.heapster.sources.kubelet.sample.AnswerDecoder;
import io.heapster.sources.kubelet.summary.SummaryDecoder;
import java.util.function.Supplier;

/**
 * How decoders are made, one set per event loop.
 *
 * @param summary of {@code /stats/summary}, whole or cpu and memory only
 * @param resource of {@code /metrics/resource}
 * @param containerStats of {@code /stats/container/}
 */
public record Decoders(
    Supplier<? extends AnswerDecoder> summary,
    Supplier<? extends AnswerDecoder> resource,
    Supplier<? extends AnswerDecoder> containerStats) {

  /** The decoders of what kubelets really answer. */
  public static Decoders standard() {
    return new Decoders(
        () -> new SummaryDecoder()::decode,
        () -> new ResourceMetricsDecoder()::decode,
        () -> new ContainerStatsDecoder()::decode);
  }

  AnswerDecoder make(StatsEndpoint endpoint) {
    return switch (endpoint) {
      case SUMMARY, SUMMARY_CPU_AND_MEMORY -> summary.get();
      case RESOURCE_METRICS -> resource.get();
      case CONTAINER_STATS -> containerStats.get();
    };
  }
}
