package io.heapster.api.model;

import static io.heapster.api.json.JsonBytes.ascii;

import io.heapster.api.json.JsonBytes;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.Labels;
import java.util.HashMap;
import java.util.Map;

/** Writes the labels of an entity that belong into the export, as a JSON object. Thread-safe. */
final class ExportLabels {
  private static final Map<String, byte[]> ENCODED_KEYS = encodedKeys();
  private static final byte[] CONTAINER_NAME = ascii("\"" + LabelKeys.CONTAINER_NAME + "\":");

  private ExportLabels() {}

  /** The container name that stands for an entity which is no container; else empty. */
  static String containerName(EntityKind kind) {
    return switch (kind) {
      case NODE -> "machine";
      case POD -> "/pod";
      case POD_CONTAINER, SYSTEM_CONTAINER, NAMESPACE, CLUSTER -> "";
    };
  }

  /**
   * @param containerName takes the place of the entity's own; none when empty
   */
  static void write(JsonBytes out, Labels labels, String containerName) {
    out.put('{');
    boolean first = true;
    boolean pending = !containerName.isEmpty();
    for (int i = 0; i < labels.size(); i++) {
      String key = labels.key(i);
      byte[] encoded = ENCODED_KEYS.get(key);
      if (encoded == null) {
        continue;
      }
      if (pending && key.compareTo(LabelKeys.CONTAINER_NAME) >= 0) {
        pair(out, first, CONTAINER_NAME, containerName);
        first = false;
        pending = false;
        if (key.equals(LabelKeys.CONTAINER_NAME)) {
          continue;
        }
      }
      pair(out, first, encoded, labels.value(i));
      first = false;
    }
    if (pending) {
      pair(out, first, CONTAINER_NAME, containerName);
    }
    out.put('}');
  }

  /** All labels of a device. */
  static void writeAll(JsonBytes out, Labels labels) {
    out.put('{');
    for (int i = 0; i < labels.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      out.text(labels.key(i)).put(':').text(labels.value(i));
    }
    out.put('}');
  }

  private static void pair(JsonBytes out, boolean first, byte[] key, String value) {
    if (!first) {
      out.put(',');
    }
    out.put(key).text(value);
  }

  private static Map<String, byte[]> encodedKeys() {
    var keys = new HashMap<String, byte[]>();
    ExportCatalog.COMMON_LABELS.forEach(label -> keys.put(label.key(), encoded(label)));
    ExportCatalog.POD_LABELS.forEach(label -> keys.put(label.key(), encoded(label)));
    return keys;
  }

  private static byte[] encoded(ExportCatalog.Label label) {
    return ascii('"' + label.key() + "\":");
  }
}
