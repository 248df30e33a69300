package io.heapster.api.provider.testkit;

import static io.heapster.api.provider.testkit.Rules.NOTHING;
import static io.heapster.api.provider.testkit.Rules.NO_RESTRICTION;
import static io.heapster.api.provider.testkit.Rules.require;
import static io.heapster.api.provider.testkit.Rules.requireDistinct;
import static io.heapster.api.provider.testkit.Rules.requireSame;
import static io.heapster.api.provider.testkit.Rules.requireTime;

import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.selector.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of external metrics. */
record ExternalChecks(ExternalMetricsProvider provider, ExternalExample example) {

  List<ContractCheck> all() {
    var checks =
        new ArrayList<>(
            new ListedMetrics<>(
                    trial(),
                    "externalMetrics()",
                    provider::externalMetrics,
                    ExternalMetricInfo::metric)
                .all());
    checks.add(new ContractCheck("a metric has its values", this::allValues));
    checks.add(new ContractCheck("an unknown metric is not found", this::unknownMetric));
    checks.add(new ContractCheck("conditions on labels are obeyed", this::selected));
    checks.add(new ContractCheck("a known metric without a value is no error", this::noValue));
    checks.add(new ContractCheck("values cannot be changed by their reader", this::guarded));
    checks.add(new ContractCheck("values may be asked for by many at once", this::shared));
    return List.copyOf(checks);
  }

  private Trial trial() {
    return new Trial(example.patience());
  }

  private String question(LabelSelector labels) {
    return "values(\"%s\", %s, {%s})"
        .formatted(example.namespace(), example.metric().metric(), labels);
  }

  private List<ExternalMetricValue> ask(LabelSelector labels) {
    String question = question(labels);
    List<ExternalMetricValue> values =
        trial()
            .answer(question, () -> provider.values(example.namespace(), example.metric(), labels));
    values.forEach(value -> requireSound(question, value));
    requireDistinct(question, labelsOf(values));
    return values;
  }

  private void requireSound(String question, ExternalMetricValue value) {
    require(value != null, question + " holds null");
    require(
        value.metric().equals(example.metric().metric()),
        question + " answers the metric " + value.metric());
    require(value.value() != null, question + " answers a value without an amount");
    requireTime(question, value.timestamp(), value.window(), example.clock());
  }

  private static List<Map<String, String>> labelsOf(List<ExternalMetricValue> values) {
    return values.stream().map(ExternalMetricValue::labels).toList();
  }

  private void requireValues(LabelSelector labels) {
    requireSame(
        question(labels),
        labelsOf(ask(labels)),
        example.labels().stream().filter(labels::matches).toList());
  }

  private void allValues() {
    requireValues(LabelSelector.EVERYTHING);
  }

  private void unknownMetric() {
    var metric = new ExternalMetricInfo(Rules.NO_METRIC);
    trial()
        .requireNotFound(
            "values(\"" + example.namespace() + "\", " + metric.metric() + ")",
            () -> provider.values(example.namespace(), metric, LabelSelector.EVERYTHING));
  }

  private void selected() {
    requireValues(example.selector());
    requireValues(NO_RESTRICTION);
    for (Map<String, String> labels : example.labels()) {
      requireValues(LabelSelector.of(labels));
    }
  }

  private void noValue() {
    requireSame(question(NOTHING), labelsOf(ask(NOTHING)), List.of());
  }

  private void guarded() {
    Rules.empty(ask(LabelSelector.EVERYTHING));
    requireValues(LabelSelector.EVERYTHING);
  }

  private void shared() {
    trial().together("the provider", () -> requireValues(LabelSelector.EVERYTHING));
  }
}
