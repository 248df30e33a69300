package io.heapster.sources.kubelet.summary;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.EntityIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.wire.JsonAnswer;

/** Reads an element of {@code pods}: the pod and its containers. */
final class PodReader {
  private final EntityIndex entities;
  private final ContainerReader container;
  private final CpuReader cpu = CpuReader.ofPodCgroup();
  private final MemoryReader memory = MemoryReader.ofPodCgroup();
  private final NetworkReader network;
  private final VolumeReader volume;

  private int pod;
  private String name = "";
  private String namespace = "";
  private String uid = "";
  private long startNanos;
  private long networkNanos;

  PodReader(EntityIndex entities, DeviceIndex devices, ContainerReader container) {
    this.entities = entities;
    this.container = container;
    this.network = NetworkReader.ofPod(devices);
    this.volume = new VolumeReader(devices);
  }

  /** Reads the pod whose object was just entered. */
  void read(JsonAnswer in) throws MalformedAnswerException {
    pod = in.addEntity(EntityKind.POD, NodeSample.NO_PARENT);
    name = "";
    namespace = "";
    uid = "";
    startNanos = 0;
    networkNanos = 0;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      readField(in, field);
    }
    finish(in.sample());
  }

  private void readField(JsonAnswer in, String field) throws MalformedAnswerException {
    switch (field) {
      case "podRef" -> readReference(in);
      case "startTime" -> startNanos = in.readTime();
      case "containers" -> readContainers(in);
      case "cpu" -> cpu.read(in, pod);
      case "memory" -> memory.read(in, pod);
      case "io" -> PressureReader.readInputOutput(in, pod);
      case "network" -> networkNanos = network.read(in, pod);
      case "swap" -> SwapReader.read(in, pod);
      case "volume" -> readVolumes(in);
      case "ephemeral-storage" -> readEphemeralStorage(in);
      case "process_stats" -> readProcesses(in);
      default -> in.skip();
    }
  }

  private void readReference(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "name" -> name = in.readName();
        case "namespace" -> namespace = in.readName();
        case "uid" -> uid = in.readName();
        default -> in.skip();
      }
    }
  }

  private void readContainers(JsonAnswer in) throws MalformedAnswerException {
    if (in.enterArray()) {
      while (in.enterElement()) {
        container.read(in, EntityKind.POD_CONTAINER, pod);
      }
    }
  }

  private void readVolumes(JsonAnswer in) throws MalformedAnswerException {
    if (in.enterArray()) {
      while (in.enterElement()) {
        volume.read(in, pod);
      }
    }
  }

  private void readEphemeralStorage(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "usedBytes" -> in.putCount(pod, PlainMetrics.EPHEMERAL_STORAGE_USAGE);
        case "capacityBytes" -> in.putCount(pod, PlainMetrics.EPHEMERAL_STORAGE_LIMIT);
        case "availableBytes" -> in.putCount(pod, PlainMetrics.EPHEMERAL_STORAGE_AVAILABLE);
        case "inodes" -> in.putCount(pod, PlainMetrics.EPHEMERAL_STORAGE_INODES);
        case "inodesFree" -> in.putCount(pod, PlainMetrics.EPHEMERAL_STORAGE_INODES_FREE);
        case "inodesUsed" -> in.putCount(pod, PlainMetrics.EPHEMERAL_STORAGE_INODES_USED);
        default -> in.skip();
      }
    }
  }

  private void readProcesses(JsonAnswer in) throws MalformedAnswerException {
    if (!in.enterObject()) {
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "process_count" -> in.putCount(pod, PlainMetrics.PROCESS_COUNT);
        default -> in.skip();
      }
    }
  }

  /** Names the pod, now that all of it was read, and settles it and its containers. */
  private void finish(NodeSample sample) {
    if (name.isEmpty() || namespace.isEmpty()) {
      sample.countMalformed();
      for (int entity = pod; entity < sample.entities(); entity++) {
        sample.drop(entity);
      }
      return;
    }
    sample.name(pod, name);
    sample.pod(pod, namespace, uid);
    sample.times(pod, startNanos, networkNanos);
    entities.admit(pod);
    for (int entity = pod + 1; entity < sample.entities(); entity++) {
      if (!sample.isDropped(entity)) {
        entities.admit(entity);
      }
    }
  }
}
