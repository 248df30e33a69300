package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads an object {@code memory} into the metrics that its owner has for it. */
final class MemoryReader {
  private record Family(
      Metric available,
      Metric usage,
      Metric workingSet,
      Metric rss,
      Metric pageFaults,
      Metric majorPageFaults) {}

  private final Family family;

  private MemoryReader(Family family) {
    this.family = family;
  }

  static MemoryReader ofUsage() {
    return new MemoryReader(
        new Family(
            PlainMetrics.MEMORY_AVAILABLE,
            PlainMetrics.MEMORY_USAGE,
            PlainMetrics.MEMORY_WORKING_SET,
            PlainMetrics.MEMORY_RSS,
            PlainMetrics.MEMORY_PAGE_FAULTS,
            PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS));
  }

  static MemoryReader ofPodCgroup() {
    return new MemoryReader(
        new Family(
            PlainMetrics.MEMORY_CGROUP_AVAILABLE,
            PlainMetrics.MEMORY_CGROUP_USAGE,
            PlainMetrics.MEMORY_CGROUP_WORKING_SET,
            PlainMetrics.MEMORY_CGROUP_RSS,
            PlainMetrics.MEMORY_CGROUP_PAGE_FAULTS,
            PlainMetrics.MEMORY_CGROUP_MAJOR_PAGE_FAULTS));
  }

  /**
   * @return the sample's time in epoch nanoseconds, 0 when there is none
   */
  long read(JsonAnswer in, int entity) throws MalformedAnswerException {
    long timeNanos = 0;
    if (!in.enterObject()) {
      return timeNanos;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "time" -> timeNanos = in.readTime();
        case "availableBytes" -> in.putCount(entity, family.available);
        case "usageBytes" -> in.putCount(entity, family.usage);
        case "workingSetBytes" -> in.putCount(entity, family.workingSet);
        case "rssBytes" -> in.putCount(entity, family.rss);
        case "pageFaults" -> in.putCount(entity, family.pageFaults);
        case "majorPageFaults" -> in.putCount(entity, family.majorPageFaults);
        case "psi" -> PressureReader.read(in, entity, PlainMetrics.MEMORY_PRESSURE);
        default -> in.skip();
      }
    }
    return timeNanos;
  }
}
