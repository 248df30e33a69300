package io.heapster.app.config;

import java.util.List;

/**
 * How labels of pods and nodes are kept.
 *
 * @param separator between labels joined to one text
 * @param ignored label names to leave out
 * @param stored labels kept as labels of their own: {@code name} or {@code newName=name}
 */
public record LabelConfig(String separator, List<String> ignored, List<String> stored) {

  public LabelConfig {
    ignored = List.copyOf(ignored);
    stored = List.copyOf(stored);
  }

  static LabelConfig read(Settings settings) {
    List<String> stored = settings.list(DaemonSettings.STORE_LABEL);
    for (String each : stored) {
      int equals = each.indexOf('=');
      if (equals == 0 || equals == each.length() - 1) {
        settings.problem(DaemonSettings.STORE_LABEL, each, "expected name or newName=name");
      }
    }
    return new LabelConfig(
        settings.text(DaemonSettings.LABEL_SEPARATOR),
        settings.list(DaemonSettings.IGNORE_LABEL),
        stored);
  }
}
