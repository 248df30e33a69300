package io.heapster.sources.kubelet.resource;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The families of {@code /metrics/resource} that are kept, and what becomes of their values. */
enum ResourceFamily {
  NODE_CPU(Subject.NODE, Measure.CPU, "node_cpu_usage_seconds_total", PlainMetrics.CPU_USAGE),
  NODE_MEMORY(
      Subject.NODE,
      Measure.MEMORY,
      "node_memory_working_set_bytes",
      PlainMetrics.MEMORY_WORKING_SET),
  NODE_SWAP(Subject.NODE, Measure.SWAP, "node_swap_usage_bytes", PlainMetrics.SWAP_USAGE),
  POD_CPU(Subject.POD, Measure.CPU, "pod_cpu_usage_seconds_total", PlainMetrics.CPU_CGROUP_USAGE),
  POD_MEMORY(
      Subject.POD,
      Measure.MEMORY,
      "pod_memory_working_set_bytes",
      PlainMetrics.MEMORY_CGROUP_WORKING_SET),
  POD_SWAP(Subject.POD, Measure.SWAP, "pod_swap_usage_bytes", PlainMetrics.SWAP_USAGE),
  CONTAINER_CPU(
      Subject.CONTAINER, Measure.CPU, "container_cpu_usage_seconds_total", PlainMetrics.CPU_USAGE),
  CONTAINER_MEMORY(
      Subject.CONTAINER,
      Measure.MEMORY,
      "container_memory_working_set_bytes",
      PlainMetrics.MEMORY_WORKING_SET),
  CONTAINER_SWAP(
      Subject.CONTAINER, Measure.SWAP, "container_swap_usage_bytes", PlainMetrics.SWAP_USAGE),
  CONTAINER_START(Subject.CONTAINER, Measure.START, "container_start_time_seconds", null);

  /** What a line describes. */
  enum Subject {
    NODE,
    POD,
    CONTAINER
  }

  /** What a line's value is. */
  enum Measure {
    CPU(9),
    MEMORY(0),
    SWAP(0),
    START(9);

    private final int power;

    Measure(int power) {
      this.power = power;
    }

    /** The power of ten from the wire's unit to ours: seconds to nanoseconds, bytes to bytes. */
    int power() {
      return power;
    }
  }

  private static final List<ResourceFamily> ALL = List.of(values());

  private final Subject subject;
  private final Measure measure;
  private final byte[] text;
  private final @Nullable Metric metric;

  ResourceFamily(Subject subject, Measure measure, String text, @Nullable Metric metric) {
    this.subject = subject;
    this.measure = measure;
    this.text = text.getBytes(StandardCharsets.US_ASCII);
    this.metric = metric;
  }

  /** The family of that name; null for one that is not kept. */
  static @Nullable ResourceFamily named(byte[] body, int from, int end) {
    for (int i = 0; i < ALL.size(); i++) {
      ResourceFamily family = ALL.get(i);
      if (family.isNamed(body, from, end)) {
        return family;
      }
    }
    return null;
  }

  boolean isNamed(byte[] body, int from, int end) {
    return end - from == text.length && Arrays.equals(text, 0, text.length, body, from, end);
  }

  Subject subject() {
    return subject;
  }

  Measure measure() {
    return measure;
  }

  /** The metric of the values; null for a start time. */
  @Nullable Metric metric() {
    return metric;
  }
}
