package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.model.Labels;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads an element of {@code containers} or {@code systemContainers}. */
final class ContainerReader {
  private static final Labels LOGS = Labels.of(LabelKeys.RESOURCE_ID, "logs");

  private final CpuReader cpu = CpuReader.ofUsage();
  private final MemoryReader memory = MemoryReader.ofUsage();
  private final FilesystemReader filesystem;
  private final AcceleratorReader accelerator;
  private final CustomMetricReader customMetric = new CustomMetricReader();

  private String name = "";
  private long startNanos;
  private long cpuNanos;
  private long memoryNanos;

  ContainerReader(DeviceIndex devices) {
    this.filesystem = new FilesystemReader(devices, LabeledMetrics.FILESYSTEM);
    this.accelerator = new AcceleratorReader(devices);
  }

  /**
   * Reads the container whose object was just entered; one without a name is dropped.
   *
   * @return its entity
   */
  int read(JsonAnswer in, EntityKind kind, int parent) throws MalformedAnswerException {
    int container = in.addEntity(kind, parent);
    name = "";
    startNanos = 0;
    cpuNanos = 0;
    memoryNanos = 0;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      readField(in, field, container);
    }
    if (name.isEmpty()) {
      in.sample().countMalformed();
      in.sample().drop(container);
    }
    in.sample().name(container, name);
    in.sample().times(container, startNanos, cpuNanos != 0 ? cpuNanos : memoryNanos);
    return container;
  }

  private void readField(JsonAnswer in, String field, int container)
      throws MalformedAnswerException {
    switch (field) {
      case "name" -> name = in.readName();
      case "startTime" -> startNanos = in.readTime();
      case "cpu" -> cpuNanos = cpu.read(in, container);
      case "memory" -> memoryNanos = memory.read(in, container);
      case "io" -> PressureReader.readInputOutput(in, container);
      case "swap" -> SwapReader.read(in, container);
      case "rootfs" -> filesystem.read(in, container, FilesystemReader.ROOT);
      case "logs" -> filesystem.read(in, container, LOGS);
      case "accelerators" -> accelerator.readAll(in, container);
      case "userDefinedMetrics" -> customMetric.readAll(in, container);
      default -> in.skip();
    }
  }
}
