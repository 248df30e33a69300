package io.heapster.api.k8s.groups.custom;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.MatchExpression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selectors as objects of Kubernetes: {@code matchLabels} and {@code matchExpressions}. */
final class SelectorText {
  private SelectorText() {}

  /** Writes {@code null} for a selector without conditions. */
  static void write(JsonBytes out, @Nullable LabelSelector selector) {
    if (selector == null || selector.isEmpty()) {
      out.put(JsonBytes.ascii("null"));
      return;
    }
    Map<String, String> labels = selector.matchLabels();
    List<MatchExpression> expressions = selector.matchExpressions();
    out.put('{');
    if (!labels.isEmpty()) {
      matchLabels(out, labels);
    }
    if (!expressions.isEmpty()) {
      if (!labels.isEmpty()) {
        out.put(',');
      }
      matchExpressions(out, expressions);
    }
    out.put('}');
  }

  private static void matchLabels(JsonBytes out, Map<String, String> labels) {
    out.text("matchLabels").put(':');
    char before = '{';
    for (Map.Entry<String, String> label : labels.entrySet()) {
      out.put(before).text(label.getKey()).put(':').text(label.getValue());
      before = ',';
    }
    out.put('}');
  }

  private static void matchExpressions(JsonBytes out, List<MatchExpression> expressions) {
    out.text("matchExpressions").put(':');
    char before = '[';
    for (MatchExpression expression : expressions) {
      out.put(before).put('{').text("key").put(':').text(expression.key()).put(',');
      out.text("operator").put(':').text(expression.operator());
      if (!expression.values().isEmpty()) {
        values(out, expression.values());
      }
      out.put('}');
      before = ',';
    }
    out.put(']');
  }

  private static void values(JsonBytes out, List<String> values) {
    out.put(',').text("values").put(':');
    char before = '[';
    for (String value : values) {
      out.put(before).text(value);
      before = ',';
    }
    out.put(']');
  }
}
