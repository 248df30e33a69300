package io.heapster.sinks.otlp;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.Labels;
import io.heapster.sinks.proto.ProtoBuffer;
import io.heapster.sinks.rows.JoinedLabels;
import java.util.Map;
import java.util.TreeMap;

/** Heapster's labels under the names of OpenTelemetry's semantic conventions, where it has one. */
final class Attributes {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry(LabelKeys.TYPE, "heapster.entity.type"),
          Map.entry(LabelKeys.NODENAME, "k8s.node.name"),
          Map.entry(LabelKeys.HOSTNAME, "host.name"),
          Map.entry(LabelKeys.HOST_ID, "host.id"),
          Map.entry(LabelKeys.SCHEDULABLE, "heapster.node.schedulable"),
          Map.entry(LabelKeys.CONTAINER_NAME, "k8s.container.name"),
          Map.entry(LabelKeys.CONTAINER_BASE_IMAGE, "container.image.name"),
          Map.entry(LabelKeys.POD_ID, "k8s.pod.uid"),
          Map.entry(LabelKeys.POD_NAME, "k8s.pod.name"),
          Map.entry(LabelKeys.NAMESPACE_NAME, "k8s.namespace.name"),
          Map.entry(LabelKeys.NAMESPACE_ID, "k8s.namespace.uid"),
          Map.entry(LabelKeys.INTERFACE, "network.interface.name"),
          Map.entry(LabelKeys.PERSISTENT_VOLUME_CLAIM, "k8s.persistentvolumeclaim.name"));

  private Attributes() {}

  /** Writes an entity's attributes as field 1 of a {@code Resource}. */
  static void ofEntity(
      ProtoBuffer into, String cluster, JoinedLabels joined, EntityKind kind, Labels labels) {
    var sorted = new TreeMap<String, String>();
    sorted.put("k8s.cluster.name", cluster);
    labels.forEach((key, value) -> {
      if (key.equals(LabelKeys.LABELS)) {
        kubernetesLabels(sorted, joined, kind, value);
      } else {
        sorted.put(NAMES.getOrDefault(key, key), value);
      }
    });
    write(into, 1, sorted);
  }

  /** Writes a device's attributes as field 7 of a {@code NumberDataPoint}. */
  static void ofDevice(ProtoBuffer into, Labels labels) {
    if (labels.isEmpty()) {
      return;
    }
    var sorted = new TreeMap<String, String>();
    labels.forEach((key, value) -> sorted.put(NAMES.getOrDefault(key, key), value));
    write(into, 7, sorted);
  }

  private static void kubernetesLabels(
      Map<String, String> sorted, JoinedLabels labels, EntityKind kind, String joined) {
    String prefix = kind == EntityKind.NODE ? "k8s.node.label." : "k8s.pod.label.";
    switch (labels.form()) {
      case SPLIT ->
          JoinedLabels.split(
              joined, labels.separator(), (key, value) -> sorted.put(prefix + key, value));
      case JOINED -> sorted.put("heapster.labels", joined);
      case NONE -> {}
    }
  }

  private static void write(ProtoBuffer into, int field, Map<String, String> attributes) {
    attributes.forEach((name, value) -> {
      if (!value.isEmpty()) {
        int pair = into.open(field);
        into.text(1, name);
        int any = into.open(2);
        into.text(1, value);
        into.close(any);
        into.close(pair);
      }
    });
  }
}
