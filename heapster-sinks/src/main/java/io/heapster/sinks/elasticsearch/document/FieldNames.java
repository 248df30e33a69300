package io.heapster.sinks.elasticsearch.document;

import io.heapster.core.model.Labels;
import java.util.HashMap;

/**
 * Names of labels as names of fields. A dot would make an object of what is before it: where one
 * pod has a stored label {@code app} and another {@code app.kubernetes.io/name}, the index refuses
 * one of them. So a dot becomes an underscore.
 */
final class FieldNames {
  private FieldNames() {}

  /** The same labels when no name has a dot. */
  static Labels of(Labels labels) {
    for (int i = 0; i < labels.size(); i++) {
      if (labels.key(i).indexOf('.') >= 0) {
        return replaced(labels);
      }
    }
    return labels;
  }

  private static Labels replaced(Labels labels) {
    var names = new HashMap<String, String>();
    labels.forEach((key, value) -> names.put(key.replace('.', '_'), value));
    return Labels.of(names);
  }
}
