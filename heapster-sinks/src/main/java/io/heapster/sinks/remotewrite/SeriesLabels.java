package io.heapster.sinks.remotewrite;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.Labels;
import io.heapster.sinks.proto.ProtoBuffer;
import io.heapster.sinks.rows.JoinedLabels;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of a series but its name, encoded: the receiver wants all of them sorted, so they come
 * in two parts, with the name's place between. Empty ones are left out, which means the same.
 *
 * @param before fields of a {@code TimeSeries}
 * @param behind fields of a {@code TimeSeries}
 */
record SeriesLabels(byte[] before, byte[] behind) {
  static final String NAME = "__name__";
  private static final String CLUSTER = "cluster";

  /** Prefix of the Kubernetes labels, as kube-state-metrics has it. */
  private static final String SPLIT_PREFIX = "label_";

  /** The labels of an entity and of one of its devices. */
  static SeriesLabels of(String cluster, JoinedLabels joined, Labels entity, Labels device) {
    var sorted = new TreeMap<String, String>();
    add(sorted, CLUSTER, cluster);
    entity.forEach((key, value) -> {
      if (key.equals(LabelKeys.LABELS)) {
        kubernetesLabels(sorted, joined, value);
      } else {
        add(sorted, PrometheusNames.label(key), value);
      }
    });
    device.forEach((key, value) -> add(sorted, PrometheusNames.label(key), value));
    return new SeriesLabels(encoded(sorted.headMap(NAME)), encoded(sorted.tailMap(NAME)));
  }

  /** One label as a field of a {@code TimeSeries}. */
  static void label(ProtoBuffer into, String name, String value) {
    int label = into.open(1);
    into.text(1, name);
    into.text(2, value);
    into.close(label);
  }

  private static void kubernetesLabels(
      Map<String, String> sorted, JoinedLabels labels, String joined) {
    switch (labels.form()) {
      case SPLIT ->
          JoinedLabels.split(
              joined,
              labels.separator(),
              (key, value) -> add(sorted, SPLIT_PREFIX + PrometheusNames.label(key), value));
      case JOINED -> add(sorted, LabelKeys.LABELS, joined);
      case NONE -> {}
    }
  }

  /** Two keys may become one name, and a name must not come twice: both values stay. */
  private static void add(Map<String, String> sorted, String name, String value) {
    if (!value.isEmpty()) {
      sorted.merge(name, value, (first, second) -> first + ";" + second);
    }
  }

  private static byte[] encoded(Map<String, String> labels) {
    var fields = new ProtoBuffer();
    labels.forEach((name, value) -> label(fields, name, value));
    return fields.toByteArray();
  }
}
