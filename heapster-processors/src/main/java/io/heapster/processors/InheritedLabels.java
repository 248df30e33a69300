package io.heapster.processors;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.Labels;
import java.util.List;
import java.util.Map;

/** The labels that say where a pod and its containers are, the same for all of them. */
final class InheritedLabels {
  private static final List<String> KEYS =
      List.of(
          LabelKeys.NAMESPACE_NAME,
          LabelKeys.POD_NAME,
          LabelKeys.NODENAME,
          LabelKeys.HOSTNAME,
          LabelKeys.HOST_ID);

  private InheritedLabels() {}

  /** Copies those that are there. */
  static void copy(Labels from, Map<String, String> to) {
    KEYS.forEach(key -> copy(key, from, to));
  }

  /** Copies one label, if it is there. */
  static void copy(String key, Labels from, Map<String, String> to) {
    String value = from.get(key);
    if (value != null) {
      to.put(key, value);
    }
  }
}
