package io.heapster.sources.simulated.kubelet;

import io.heapster.sources.simulated.world.SimulatedContainer;
import io.heapster.sources.simulated.world.SimulatedPod;
import io.heapster.sources.simulated.world.Traffic;

/** Writes an element of the summary's {@code pods}. */
final class PodBlock {
  private static final long VOLUME_PERIOD_SECONDS = 60;
  private static final long TOKEN_BYTES = 12_288;
  private static final long TOKEN_VOLUME_BYTES = 67_108_864;
  private static final long SCRATCH_BYTES = 65_536;
  private static final long CLAIM_BYTES = 10_737_418_240L;
  private static final long ROOTFS_BYTES = 2_015_232;
  private static final long LOG_FILE_BYTES = 10_485_760;
  private static final long LOG_BYTES_PER_SECOND = 300;

  private final IndentedJson json;
  private final StatBlocks blocks;

  PodBlock(IndentedJson json, StatBlocks blocks) {
    this.json = json;
    this.blocks = blocks;
  }

  void write(SimulatedPod pod, long time, SummaryScope scope) {
    json.beginObject();
    reference(pod);
    json.time(SummaryField.START_TIME, pod.start());
    json.beginArray(SummaryField.CONTAINERS);
    for (int i = 0; i < pod.containers().size(); i++) {
      container(pod.containers().get(i), time, scope);
    }
    json.endArray();
    long nanos = pod.cpuNanos(time);
    blocks.cpu(time, pod.cpuMillicoresAt(time), nanos);
    blocks.memory(time, pod.memoryLimitBytes(), Memory.of(pod, time));
    blocks.io(time, nanos);
    if (scope == SummaryScope.EVERYTHING) {
      network(pod, time);
      volumes(pod, time);
      storage(pod, time);
    }
    blocks.swap(time);
    json.endObject();
  }

  private void reference(SimulatedPod pod) {
    json.beginObject(SummaryField.POD_REF);
    json.text(SummaryField.NAME, pod.name());
    json.text(SummaryField.NAMESPACE, pod.namespace());
    json.text(SummaryField.UID, pod.uid());
    json.endObject();
  }

  private void container(SimulatedContainer container, long time, SummaryScope scope) {
    json.beginObject();
    json.text(SummaryField.NAME, container.name());
    json.time(SummaryField.START_TIME, container.start());
    long nanos = container.cpuNanos(time);
    blocks.cpu(time, container.load().cpuMillicoresAt(time), nanos);
    blocks.memory(time, container.resources().memoryLimitBytes(), Memory.of(container, time));
    blocks.io(time, nanos);
    if (scope == SummaryScope.EVERYTHING) {
      blocks.disk(SummaryField.ROOTFS, time, ROOTFS_BYTES, 13);
      blocks.disk(SummaryField.LOGS, time, logBytes(container, time), 1);
    }
    blocks.swap(time);
    json.endObject();
  }

  /** A log file grows until it is rotated. */
  private static long logBytes(SimulatedContainer container, long time) {
    return (time - container.start()) * LOG_BYTES_PER_SECOND % LOG_FILE_BYTES / 4_096 * 4_096;
  }

  private void network(SimulatedPod pod, long time) {
    if (pod.workload().hostNetwork()) {
      return;
    }
    Traffic traffic = pod.traffic();
    long elapsed = time - pod.start();
    json.beginObject(SummaryField.NETWORK);
    json.time(SummaryField.TIME, time);
    blocks.networkInterface("eth0", traffic, elapsed);
    json.beginArray(SummaryField.INTERFACES);
    json.beginObject();
    blocks.networkInterface("eth0", traffic, elapsed);
    json.endObject();
    json.endArray();
    json.endObject();
  }

  /** Kubelets measure volumes once a minute only. */
  private void volumes(SimulatedPod pod, long time) {
    long measured = time - time % VOLUME_PERIOD_SECONDS;
    json.beginArray(SummaryField.VOLUME);
    json.beginObject();
    blocks.volumeFields(measured, TOKEN_VOLUME_BYTES, TOKEN_BYTES, 9);
    json.text(SummaryField.NAME, "kube-api-access");
    json.endObject();
    json.beginObject();
    if (pod.hasClaim()) {
      claim(pod, measured);
    } else {
      blocks.diskFields(measured, SCRATCH_BYTES, 5);
      json.text(SummaryField.NAME, "scratch");
    }
    json.endObject();
    json.endArray();
  }

  private void claim(SimulatedPod pod, long measured) {
    blocks.volumeFields(measured, CLAIM_BYTES, CLAIM_BYTES / 10 * (1 + pod.slot() % 8), 1_204);
    json.text(SummaryField.NAME, "data");
    json.beginObject(SummaryField.PVC_REF);
    json.text(SummaryField.NAME, pod.claim());
    json.text(SummaryField.NAMESPACE, pod.namespace());
    json.endObject();
  }

  private void storage(SimulatedPod pod, long time) {
    long used = TOKEN_BYTES + (pod.hasClaim() ? 0 : SCRATCH_BYTES);
    for (int i = 0; i < pod.containers().size(); i++) {
      used += ROOTFS_BYTES + logBytes(pod.containers().get(i), time);
    }
    blocks.disk(SummaryField.EPHEMERAL_STORAGE, time, used, 31);
    json.beginObject(SummaryField.PROCESS_STATS);
    json.number(SummaryField.PROCESS_COUNT, 1 + 2L * pod.containers().size());
    json.endObject();
  }
}
