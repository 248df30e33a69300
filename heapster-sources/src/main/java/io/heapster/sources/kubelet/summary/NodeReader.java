package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.Labels;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.EntityIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads the object {@code node}: the node itself and its system containers. */
final class NodeReader {
  private static final Labels IMAGE_FS = Labels.of(LabelKeys.RESOURCE_ID, "imageFs");
  private static final Labels CONTAINER_FS = Labels.of(LabelKeys.RESOURCE_ID, "containerFs");

  private final EntityIndex entities;
  private final ContainerReader container;
  private final CpuReader cpu = CpuReader.ofUsage();
  private final MemoryReader memory = MemoryReader.ofUsage();
  private final NetworkReader network;
  private final FilesystemReader filesystem;
  private final FilesystemReader runtimeFilesystem;

  private int node = EntityIndex.NONE;
  private long startNanos;
  private long cpuNanos;
  private long memoryNanos;
  private long networkNanos;

  NodeReader(EntityIndex entities, DeviceIndex devices, ContainerReader container) {
    this.entities = entities;
    this.container = container;
    this.network = NetworkReader.ofNode(devices);
    this.filesystem = new FilesystemReader(devices, LabeledMetrics.FILESYSTEM);
    this.runtimeFilesystem = new FilesystemReader(devices, LabeledMetrics.RUNTIME_FILESYSTEM);
  }

  /** Begins an answer, which has one node. */
  void begin() {
    node = EntityIndex.NONE;
    startNanos = 0;
    cpuNanos = 0;
    memoryNanos = 0;
    networkNanos = 0;
  }

  void read(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    if (node == EntityIndex.NONE) {
      node = in.addEntity(EntityKind.NODE, NodeSample.NO_PARENT);
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      readField(in, field);
    }
    long measured = cpuNanos != 0 ? cpuNanos : memoryNanos;
    in.sample().times(node, startNanos, measured != 0 ? measured : networkNanos);
  }

  private void readField(JsonAnswer in, String field) throws MalformedAnswerException {
    switch (field) {
      case "nodeName" -> in.sample().name(node, in.readName());
      case "systemContainers" -> readSystemContainers(in);
      case "startTime" -> startNanos = in.readTime();
      case "cpu" -> cpuNanos = cpu.read(in, node);
      case "memory" -> memoryNanos = memory.read(in, node);
      case "io" -> PressureReader.readInputOutput(in, node);
      case "network" -> networkNanos = network.read(in, node);
      case "fs" -> filesystem.read(in, node, FilesystemReader.ROOT);
      case "runtime" -> readRuntime(in);
      case "rlimit" -> readProcessLimit(in);
      case "swap" -> SwapReader.read(in, node);
      default -> in.skip();
    }
  }

  private void readSystemContainers(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterArray()) {
      return;
    }
    while (in.enterElement()) {
      int entity = container.read(in, EntityKind.SYSTEM_CONTAINER, NodeSample.NO_PARENT);
      if (!in.sample().isDropped(entity)) {
        in.sample().name(entity, heapsterName(in.sample().name(entity)));
        entities.admit(entity);
      }
    }
  }

  /** Heapster's names, from when the runtime was Docker; pod containers keep theirs. */
  private static String heapsterName(String name) {
    return switch (name) {
      case "runtime" -> "docker-daemon";
      case "misc" -> "system";
      default -> name;
    };
  }

  private void readRuntime(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "imageFs" -> runtimeFilesystem.read(in, node, IMAGE_FS);
        case "containerFs" -> runtimeFilesystem.read(in, node, CONTAINER_FS);
        default -> in.skip();
      }
    }
  }

  private void readProcessLimit(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "maxpid" -> in.putCount(node, PlainMetrics.RLIMIT_MAX_PID);
        case "curproc" -> in.putCount(node, PlainMetrics.RLIMIT_PROCESSES);
        default -> in.skip();
      }
    }
  }
}
