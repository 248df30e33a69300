package io.heapster.sources.kubelet.cadvisor;

import io.heapster.core.metric.EntityKind;
import io.heapster.sources.kubelet.sample.DeviceIndex;
import io.heapster.sources.kubelet.sample.EntityIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.wire.JsonAnswer;
import io.heapster.sources.kubelet.wire.JsonFormat;

/**
 * Decodes the JSON of {@code /stats/container/}: an object of containers by cgroup name, each with
 * a spec and its samples, of which the last counts. What a container is, its Docker labels tell: a
 * pod's infrastructure container gives the pod's own values, and what is in no pod is a system
 * container. The container {@code /} is the node, which has no name here.
 *
 * <p>What is unusable alone and what is refused as a whole is the same as for the summary. Not
 * thread-safe: one per event loop, reused from answer to answer.
 */
public final class ContainerStatsDecoder {
  private static final String INFRASTRUCTURE = "POD";

  private final JsonFormat json = new JsonFormat();
  private final EntityIndex entities = new EntityIndex();
  private final DeviceIndex devices = new DeviceIndex();
  private final ContainerSpec spec = new ContainerSpec();
  private final ContainerStats stats = new ContainerStats();

  /**
   * Decodes an answer.
   *
   * @param length bytes of {@code body} which belong to the answer
   * @param into begun anew; of no use after an exception
   */
  public void decode(byte[] body, int length, NodeNames names, NodeSample into)
      throws MalformedAnswerException {
    entities.begin(into);
    devices.begin(into);
    try (JsonAnswer answer = json.open(body, length, names, into)) {
      answer.enterDocument();
      while (answer.nextField() != null) {
        if (answer.enterObject()) {
          readContainer(answer);
        }
      }
      answer.endDocument();
    }
    entities.end();
  }

  private void readContainer(JsonAnswer in) throws MalformedAnswerException {
    spec.clear();
    stats.clear();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "name" -> spec.readName(in);
        case "aliases" -> spec.readAliases(in);
        case "spec" -> spec.read(in);
        case "stats" -> stats.readLast(in);
        default -> in.skip();
      }
    }
    if (stats.isEmpty()) {
      return;
    }
    if (spec.name().isEmpty()) {
      in.sample().countMalformed();
      return;
    }
    write(in);
  }

  private void write(JsonAnswer in) throws MalformedAnswerException {
    NodeSample sample = in.sample();
    int entity = entity(in);
    sample.times(entity, spec.createdNanos(), stats.timeNanos());
    if (sample.kind(entity) == EntityKind.POD_CONTAINER) {
      sample.image(entity, spec.image());
    }
    if (sample.kind(entity) != EntityKind.NODE && sample.kind(entity) != EntityKind.POD) {
      entities.admit(entity);
    }
    stats.write(sample, entity, spec, devices);
  }

  private int entity(JsonAnswer in) throws MalformedAnswerException {
    if (spec.name().equals("/")) {
      return in.addEntity(EntityKind.NODE, NodeSample.NO_PARENT);
    }
    PodContainerName named = PodContainerName.of(spec, in.names());
    if (named == null) {
      int entity = in.addEntity(EntityKind.SYSTEM_CONTAINER, NodeSample.NO_PARENT);
      in.sample().name(entity, spec.nameWithoutSlash(in.names()));
      return entity;
    }
    int pod = pod(in, named);
    if (named.container().equals(INFRASTRUCTURE)) {
      return pod;
    }
    int entity = in.addEntity(EntityKind.POD_CONTAINER, pod);
    in.sample().name(entity, named.container());
    return entity;
  }

  private int pod(JsonAnswer in, PodContainerName named) throws MalformedAnswerException {
    int known = entities.pod(named.namespace(), named.pod());
    if (known != EntityIndex.NONE) {
      return known;
    }
    int pod = in.addEntity(EntityKind.POD, NodeSample.NO_PARENT);
    in.sample().name(pod, named.pod());
    in.sample().pod(pod, named.namespace(), spec.uid());
    entities.admit(pod);
    return pod;
  }
}
