package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads an object {@code cpu} into the metrics that its owner has for it. */
final class CpuReader {
  private final Metric usage;
  private final Metric usageNanocores;

  private CpuReader(Metric usage, Metric usageNanocores) {
    this.usage = usage;
    this.usageNanocores = usageNanocores;
  }

  static CpuReader ofUsage() {
    return new CpuReader(PlainMetrics.CPU_USAGE, PlainMetrics.CPU_USAGE_NANOCORES);
  }

  static CpuReader ofPodCgroup() {
    return new CpuReader(PlainMetrics.CPU_CGROUP_USAGE, PlainMetrics.CPU_CGROUP_USAGE_NANOCORES);
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
        case "usageNanoCores" -> in.putCount(entity, usageNanocores);
        case "usageCoreNanoSeconds" -> in.putCount(entity, usage);
        case "psi" -> PressureReader.read(in, entity, PlainMetrics.CPU_PRESSURE);
        default -> in.skip();
      }
    }
    return timeNanos;
  }
}
