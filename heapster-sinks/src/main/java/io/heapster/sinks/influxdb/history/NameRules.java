package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.HistoryException;
import io.heapster.core.model.EntityKey;
import java.util.regex.Pattern;

/**
 * Which names may become part of a statement: Heapster's rules. Everything is quoted besides, so
 * that no rule has to keep harm away alone.
 */
final class NameRules {
  private static final Pattern OBJECT = Pattern.compile("[a-zA-Z0-9_.-]+");

  /** Control groups are paths with characters of systemd's own. */
  private static final Pattern SYSTEM_CONTAINER = Pattern.compile("[a-zA-Z0-9_./:@\\\\-]+");

  private static final Pattern METRIC = Pattern.compile("[a-zA-Z0-9_./:-]+");

  private NameRules() {}

  static void check(EntityKey key) throws HistoryException {
    switch (key) {
      case EntityKey.Cluster _ -> {}
      case EntityKey.Node(String name) -> require(OBJECT, "node name", name);
      case EntityKey.Namespace(String name) -> require(OBJECT, "namespace name", name);
      case EntityKey.Pod(String namespace, String name) -> {
        require(OBJECT, "namespace name", namespace);
        require(OBJECT, "pod name", name);
      }
      case EntityKey.PodContainer(EntityKey.Pod pod, String name) -> {
        check(pod);
        require(OBJECT, "container name", name);
      }
      case EntityKey.SystemContainer(EntityKey.Node node, String name) -> {
        check(node);
        require(SYSTEM_CONTAINER, "container name", name);
      }
    }
  }

  static void checkMetric(String name) throws HistoryException {
    require(METRIC, "metric name", name);
  }

  static void checkLabel(String name, String value) throws HistoryException {
    require(METRIC, "label name", name);
    if (!value.codePoints().allMatch(NameRules::isHarmless)) {
      throw invalid("label value", value);
    }
  }

  private static boolean isHarmless(int character) {
    if (character == '"' || character == '\'') {
      return false;
    }
    return character == ' '
        || switch (Character.getType(character)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }

  private static void require(Pattern rule, String what, String text) throws HistoryException {
    if (!rule.matcher(text).matches()) {
      throw invalid(what, text);
    }
  }

  private static HistoryException invalid(String what, String text) {
    return HistoryException.invalid("Invalid " + what + " \"" + text + '"');
  }
}
