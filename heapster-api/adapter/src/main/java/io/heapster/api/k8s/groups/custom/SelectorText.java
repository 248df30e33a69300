package io.heapster.api.k8s.groups.custom;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Selectors as objects of Kubernetes: {@code matchLabels} and {@code matchExpressions}. */
final class SelectorText {
  private SelectorText() {}

  private record Expression(String key, String operator, Set<String> values) {}

  /** Writes {@code null} for a selector without conditions. */
  static void write(JsonBytes out, @Nullable LabelSelector selector) {
    if (selector == null || selector.requirements().isEmpty()) {
      out.put(JsonBytes.ascii("null"));
      return;
    }
    var labels = new TreeMap<String, String>();
    var expressions = new ArrayList<Expression>();
    for (Requirement requirement : selector.requirements()) {
      boolean equality =
          requirement instanceof Requirement.OneOf(String key, Set<String> values)
              && values.size() == 1
              && labels.putIfAbsent(key, values.iterator().next()) == null;
      if (!equality) {
        expressions.add(expression(requirement));
      }
    }
    out.put('{');
    matchLabels(out, labels);
    if (!labels.isEmpty() && !expressions.isEmpty()) {
      out.put(',');
    }
    matchExpressions(out, expressions);
    out.put('}');
  }

  private static Expression expression(Requirement requirement) {
    return switch (requirement) {
      case Requirement.OneOf(String key, Set<String> values) ->
          new Expression(key, "In", new TreeSet<>(values));
      case Requirement.NoneOf(String key, Set<String> values) ->
          new Expression(key, "NotIn", new TreeSet<>(values));
      case Requirement.Exists(String key) -> new Expression(key, "Exists", Set.of());
      case Requirement.Absent(String key) -> new Expression(key, "DoesNotExist", Set.of());
      // Kubernetes has no operators for these two; clients do not evaluate what they are told here.
      case Requirement.GreaterThan(String key, long bound) ->
          new Expression(key, "Gt", Set.of(Long.toString(bound)));
      case Requirement.LessThan(String key, long bound) ->
          new Expression(key, "Lt", Set.of(Long.toString(bound)));
    };
  }

  private static void matchLabels(JsonBytes out, Map<String, String> labels) {
    if (labels.isEmpty()) {
      return;
    }
    out.text("matchLabels").put(':');
    char before = '{';
    for (var label : labels.entrySet()) {
      out.put(before).text(label.getKey()).put(':').text(label.getValue());
      before = ',';
    }
    out.put('}');
  }

  private static void matchExpressions(JsonBytes out, List<Expression> expressions) {
    if (expressions.isEmpty()) {
      return;
    }
    out.text("matchExpressions").put(':');
    char before = '[';
    for (Expression expression : expressions) {
      out.put(before).put('{').text("key").put(':').text(expression.key()).put(',');
      out.text("operator").put(':').text(expression.operator());
      values(out, expression.values());
      out.put('}');
      before = ',';
    }
    out.put(']');
  }

  private static void values(JsonBytes out, Set<String> values) {
    if (values.isEmpty()) {
      return;
    }
    out.put(',').text("values").put(':');
    char before = '[';
    for (String value : values) {
      out.put(before).text(value);
      before = ',';
    }
    out.put(']');
  }
}
