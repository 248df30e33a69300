package io.heapster.sources.kubelet.merge;

import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The part of a Node object that labels are made of. While it stays equal, so do the labels of
 * everything on the node, whatever else changes in the object.
 *
 * @param schedulable value of the label of that name; empty where the node carries none
 */
record NodeIdentity(String name, String hostname, String hostId, String schedulable) {
  private static final Labels NODE =
      form(LabelKeys.HOST_ID, LabelKeys.HOSTNAME, LabelKeys.NODENAME, LabelKeys.TYPE);
  private static final Labels CORDONABLE_NODE =
      form(
          LabelKeys.HOST_ID,
          LabelKeys.HOSTNAME,
          LabelKeys.NODENAME,
          LabelKeys.SCHEDULABLE,
          LabelKeys.TYPE);
  private static final Labels SYSTEM_CONTAINER =
      form(
          LabelKeys.CONTAINER_NAME,
          LabelKeys.HOST_ID,
          LabelKeys.HOSTNAME,
          LabelKeys.NODENAME,
          LabelKeys.TYPE);
  private static final Labels POD =
      form(
          LabelKeys.HOST_ID,
          LabelKeys.HOSTNAME,
          LabelKeys.NAMESPACE_NAME,
          LabelKeys.NODENAME,
          LabelKeys.POD_ID,
          LabelKeys.POD_NAME,
          LabelKeys.TYPE);
  private static final Labels POD_CONTAINER =
      form(
          LabelKeys.CONTAINER_NAME,
          LabelKeys.HOST_ID,
          LabelKeys.HOSTNAME,
          LabelKeys.NAMESPACE_NAME,
          LabelKeys.NODENAME,
          LabelKeys.POD_ID,
          LabelKeys.POD_NAME,
          LabelKeys.TYPE);
  private static final Labels IMAGED_CONTAINER =
      form(
          LabelKeys.CONTAINER_BASE_IMAGE,
          LabelKeys.CONTAINER_NAME,
          LabelKeys.HOST_ID,
          LabelKeys.HOSTNAME,
          LabelKeys.NAMESPACE_NAME,
          LabelKeys.NODENAME,
          LabelKeys.POD_ID,
          LabelKeys.POD_NAME,
          LabelKeys.TYPE);

  static NodeIdentity of(NodePart part) {
    NodeInfo node = part.node();
    return new NodeIdentity(
        node.name(),
        node.hostname(),
        node.hostId(),
        part.schedulableLabel() ? Boolean.toString(node.schedulable()) : "");
  }

  Labels ofNode() {
    String type = EntityKind.NODE.type();
    return schedulable.isEmpty()
        ? NODE.withValues(hostId, hostname, name, type)
        : CORDONABLE_NODE.withValues(hostId, hostname, name, schedulable, type);
  }

  Labels ofSystemContainer(String container) {
    return SYSTEM_CONTAINER.withValues(
        container, hostId, hostname, name, EntityKind.SYSTEM_CONTAINER.type());
  }

  Labels ofPod(EntityKey.Pod pod, String uid) {
    return POD.withValues(
        hostId, hostname, pod.namespace(), name, uid, pod.name(), EntityKind.POD.type());
  }

  /**
   * @param image empty where not known
   */
  Labels ofPodContainer(EntityKey.PodContainer container, String podUid, String image) {
    EntityKey.Pod pod = container.pod();
    String type = EntityKind.POD_CONTAINER.type();
    return image.isEmpty()
        ? POD_CONTAINER.withValues(
            container.name(), hostId, hostname, pod.namespace(), name, podUid, pod.name(), type)
        : IMAGED_CONTAINER.withValues(
            image,
            container.name(),
            hostId,
            hostname,
            pod.namespace(),
            name,
            podUid,
            pod.name(),
            type);
  }

  private static Labels form(String... keys) {
    return Labels.of(Arrays.stream(keys).collect(Collectors.toMap(key -> key, _ -> "")));
  }
}
