package io.heapster.sources.simulated.kubelet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heapster.sources.simulated.world.SimulatedContainer;
import io.heapster.sources.simulated.world.SimulatedPod;
import java.util.List;

/** Writes the text of {@code /metrics/resource}. Not thread-safe. */
final class ResourceMetricsWriter {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final AsciiBytes out;

  ResourceMetricsWriter(AsciiBytes out) {
    this.out = out;
  }

  /** A value of a container at a time. */
  private interface ContainerValue {
    void append(SimulatedContainer container, long time);
  }

  /** A value of a pod at a time. */
  private interface PodValue {
    void append(SimulatedPod pod, long time);
  }

  /** Replaces what the bytes hold. */
  void write(NodeView view) {
    out.clear();
    containers(view);
    node(view);
    pods(view);
    scrapeErrors();
  }

  private void containers(NodeView view) {
    family(
        "container_cpu_usage_seconds_total",
        "Cumulative cpu time consumed by the container in core-seconds",
        "counter");
    eachContainer(view, "container_cpu_usage_seconds_total", this::cpu);
    family(
        "container_memory_working_set_bytes",
        "Current working set of the container in bytes",
        "gauge");
    eachContainer(view, "container_memory_working_set_bytes", this::workingSet);
    family(
        "container_start_time_seconds",
        "Start time of the container since unix epoch in seconds",
        "gauge");
    eachContainer(
        view, "container_start_time_seconds", (container, time) -> out.append(container.start()));
    family("container_swap_usage_bytes", "Current amount of the container swap usage", "gauge");
    eachContainer(view, "container_swap_usage_bytes", (container, time) -> out.append(0));
  }

  private void cpu(SimulatedContainer container, long time) {
    seconds(container.cpuNanos(time));
  }

  private void workingSet(SimulatedContainer container, long time) {
    out.append(container.load().workingSetBytes(time));
  }

  private void node(NodeView view) {
    family(
        "node_cpu_usage_seconds_total",
        "Cumulative cpu time consumed by the node in core-seconds",
        "counter");
    out.append("node_cpu_usage_seconds_total ");
    seconds(view.node().cpuNanos(view.sampled()));
    timestamp(view.sampled());
    family("node_memory_working_set_bytes", "Current working set of the node in bytes", "gauge");
    out.append("node_memory_working_set_bytes ");
    out.append(view.memory().workingSetBytes());
    timestamp(view.sampled());
    family("node_swap_usage_bytes", "Current swap usage of the node in bytes", "gauge");
    out.append("node_swap_usage_bytes 0");
    timestamp(view.sampled());
  }

  private void pods(NodeView view) {
    family(
        "pod_cpu_usage_seconds_total",
        "Cumulative cpu time consumed by the pod in core-seconds",
        "counter");
    eachPod(view, "pod_cpu_usage_seconds_total", (pod, time) -> seconds(pod.cpuNanos(time)));
    family("pod_memory_working_set_bytes", "Current working set of the pod in bytes", "gauge");
    eachPod(
        view, "pod_memory_working_set_bytes", (pod, time) -> out.append(pod.workingSetBytes(time)));
    family("pod_swap_usage_bytes", "Current amount of the pod swap usage in bytes", "gauge");
    eachPod(view, "pod_swap_usage_bytes", (pod, time) -> out.append(0));
  }

  private void scrapeErrors() {
    String help = "1 if there was an error while getting container metrics, 0 otherwise";
    family("resource_scrape_error", help, "gauge");
    out.append("resource_scrape_error 0\n");
  }

  private void family(String name, String help, String type) {
    out.append("# HELP ");
    out.append(name);
    out.append(" [STABLE] ");
    out.append(help);
    out.append("\n# TYPE ");
    out.append(name);
    out.append(' ');
    out.append(type);
    out.append('\n');
  }

  private void eachContainer(NodeView view, String metric, ContainerValue value) {
    byte[] head = (metric + "{container=\"").getBytes(US_ASCII);
    for (SimulatedPod pod : view.pods()) {
      List<SimulatedContainer> containers = pod.containers();
      for (int i = 0; i < containers.size(); i++) {
        out.append(head);
        out.append(containers.get(i).name());
        out.append("\",");
        podLabels(pod);
        value.append(containers.get(i), view.sampled());
        timestamp(view.sampled());
      }
    }
  }

  private void eachPod(NodeView view, String metric, PodValue value) {
    for (SimulatedPod pod : view.pods()) {
      out.append(metric);
      out.append('{');
      podLabels(pod);
      value.append(pod, view.sampled());
      timestamp(view.sampled());
    }
  }

  private void podLabels(SimulatedPod pod) {
    out.append("namespace=\"");
    out.append(pod.namespace());
    out.append("\",pod=\"");
    out.append(pod.name());
    out.append("\"} ");
  }

  private void seconds(long nanos) {
    out.append(nanos / NANOS_PER_SECOND);
    out.append('.');
    out.append(nanos % NANOS_PER_SECOND, 9);
  }

  private void timestamp(long second) {
    out.append(' ');
    out.append(second * 1_000);
    out.append('\n');
  }
}
