package io.heapster.api.provider.testkit;

import static io.heapster.api.provider.testkit.Rules.NOTHING;
import static io.heapster.api.provider.testkit.Rules.NO_NAME;
import static io.heapster.api.provider.testkit.Rules.NO_RESTRICTION;
import static io.heapster.api.provider.testkit.Rules.require;
import static io.heapster.api.provider.testkit.Rules.requireDistinct;
import static io.heapster.api.provider.testkit.Rules.requireSame;
import static io.heapster.api.provider.testkit.Rules.requireTime;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules of custom metrics. */
record CustomChecks(CustomMetricsProvider provider, CustomExample example) {
  private static final LabelSelector EVERYTHING = LabelSelector.EVERYTHING;

  List<ContractCheck> all() {
    var checks =
        new ArrayList<>(
            new ListedMetrics<>(
                    trial(), "customMetrics()", provider::customMetrics, CustomMetricInfo::metric)
                .all());
    checks.add(new ContractCheck("one object has its value", this::oneObject));
    checks.add(new ContractCheck("an unknown object is not found", this::unknownObject));
    checks.add(new ContractCheck("an unknown metric is not found", this::unknownMetric));
    checks.add(new ContractCheck("all objects have their values", this::allObjects));
    checks.add(new ContractCheck("values of one object and of all agree", this::oneAndAll));
    checks.add(new ContractCheck("a selector of objects is obeyed", this::selected));
    checks.add(new ContractCheck("namespaces are kept apart", this::namespaces));
    checks.add(new ContractCheck("conditions on metric labels are obeyed", this::metricLabels));
    checks.add(new ContractCheck("conditions on metric labels are echoed", this::echo));
    checks.add(new ContractCheck("values cannot be changed by their reader", this::guarded));
    checks.add(new ContractCheck("values may be asked for by many at once", this::shared));
    return List.copyOf(checks);
  }

  private Trial trial() {
    return new Trial(example.patience());
  }

  private MetricValue one(ObjectName object, LabelSelector labels) {
    String question = "valueOf(" + object + ", " + example.metric().path() + ", {" + labels + "})";
    MetricValue value =
        trial().answer(question, () -> provider.valueOf(object, example.metric(), labels));
    requireSound(question, value);
    require(
        value.object().name().equals(object), question + " answers for " + value.object().name());
    return value;
  }

  private List<MetricValue> many(String namespace, LabelSelector objects, LabelSelector labels) {
    String question = question(namespace, objects, labels);
    return sound(
        question,
        trial()
            .answer(
                question, () -> provider.valuesOf(namespace, objects, example.metric(), labels)));
  }

  /** None, also where the provider says not found. */
  private List<MetricValue> manyOrNone(
      String namespace, LabelSelector objects, LabelSelector labels) {
    String question = question(namespace, objects, labels);
    List<MetricValue> values =
        trial()
            .answerUnlessNotFound(
                question, () -> provider.valuesOf(namespace, objects, example.metric(), labels));
    return values == null ? List.of() : sound(question, values);
  }

  private String question(String namespace, LabelSelector objects, LabelSelector labels) {
    return "valuesOf(\"%s\", {%s}, %s, {%s})"
        .formatted(namespace, objects, example.metric().path(), labels);
  }

  private List<MetricValue> sound(String question, List<MetricValue> values) {
    values.forEach(value -> requireSound(question, value));
    requireDistinct(question, names(values));
    return values;
  }

  private void requireSound(String question, MetricValue value) {
    require(value != null, question + " holds null");
    require(
        value.metric().equals(example.metric().metric()),
        question + " answers the metric " + value.metric());
    require(
        !value.object().kind().isBlank() && !value.object().apiVersion().isBlank(),
        question + " answers an object without kind or apiVersion: " + value.object());
    require(
        value.object().name().namespace().isEmpty() != example.metric().namespaced(),
        question + " answers " + value.object().name() + ", in a namespace only if its kind is");
    require(value.value() != null, question + " answers a value without an amount");
    requireTime(question, value.timestamp(), value.window(), example.clock());
  }

  private static List<ObjectName> names(Collection<MetricValue> values) {
    return values.stream().map(value -> value.object().name()).toList();
  }

  private Collection<String> namespaces(List<ObjectName> objects) {
    return objects.stream()
        .map(ObjectName::namespace)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<ObjectName> within(String namespace, List<ObjectName> objects) {
    return objects.stream().filter(object -> object.namespace().equals(namespace)).toList();
  }

  private void oneObject() {
    example.objects().forEach(object -> one(object, EVERYTHING));
  }

  private void unknownObject() {
    var nobody = new ObjectName(example.objects().getFirst().namespace(), NO_NAME);
    trial()
        .requireNotFound(
            "valueOf(" + nobody + ", " + example.metric().path() + ")",
            () -> provider.valueOf(nobody, example.metric(), EVERYTHING));
  }

  private void unknownMetric() {
    var metric =
        new CustomMetricInfo(
            example.metric().resource(), example.metric().namespaced(), Rules.NO_METRIC);
    ObjectName object = example.objects().getFirst();
    trial()
        .requireNotFound(
            "valueOf(" + object + ", " + metric.path() + ")",
            () -> provider.valueOf(object, metric, EVERYTHING));
    trial()
        .requireNotFound(
            "valuesOf(\"" + object.namespace() + "\", {}, " + metric.path() + ")",
            () -> provider.valuesOf(object.namespace(), EVERYTHING, metric, EVERYTHING));
  }

  private void allObjects() {
    for (String namespace : namespaces(example.objects())) {
      List<ObjectName> seen = names(many(namespace, EVERYTHING, EVERYTHING));
      List<ObjectName> expected = within(namespace, example.objects());
      require(
          seen.containsAll(expected),
          question(namespace, EVERYTHING, EVERYTHING)
              + " answers "
              + seen
              + ", which must hold "
              + expected);
    }
  }

  private void oneAndAll() {
    for (ObjectName object : example.objects()) {
      for (MetricValue value : many(object.namespace(), EVERYTHING, EVERYTHING)) {
        if (value.object().name().equals(object)) {
          require(
              value.object().equals(one(object, EVERYTHING).object()),
              "valueOf and valuesOf describe " + object + " in different ways");
        }
      }
    }
  }

  private void selected() {
    for (String namespace : namespaces(example.objects())) {
      requireSame(
          question(namespace, example.selector(), EVERYTHING),
          namesSelected(namespace),
          within(namespace, example.selected()));
      requireSame(
          question(namespace, NO_RESTRICTION, EVERYTHING),
          names(many(namespace, NO_RESTRICTION, EVERYTHING)),
          names(many(namespace, EVERYTHING, EVERYTHING)));
      requireSame(
          question(namespace, NOTHING, EVERYTHING),
          names(manyOrNone(namespace, NOTHING, EVERYTHING)),
          List.of());
    }
  }

  private List<ObjectName> namesSelected(String namespace) {
    if (example.selector().isEmpty()) {
      // Everything may be more than the example tells.
      return within(namespace, example.selected());
    }
    return names(manyOrNone(namespace, example.selector(), EVERYTHING));
  }

  private void namespaces() {
    if (!example.metric().namespaced()) {
      return;
    }
    for (String namespace : namespaces(example.objects())) {
      List<ObjectName> seen = names(many(namespace, EVERYTHING, EVERYTHING));
      requireSame(question(namespace, EVERYTHING, EVERYTHING), seen, within(namespace, seen));
    }
    requireSame(
        question(NO_NAME, EVERYTHING, EVERYTHING),
        names(manyOrNone(NO_NAME, EVERYTHING, EVERYTHING)),
        List.of());
    var elsewhere = new ObjectName(NO_NAME, example.objects().getFirst().name());
    trial()
        .requireNotFound(
            "valueOf(" + elsewhere + ", " + example.metric().path() + ")",
            () -> provider.valueOf(elsewhere, example.metric(), EVERYTHING));
  }

  private void metricLabels() {
    ObjectName object = example.objects().getFirst();
    trial()
        .requireNotFound(
            "valueOf(" + object + ", " + example.metric().path() + ", {" + NOTHING + "})",
            () -> provider.valueOf(object, example.metric(), NOTHING));
    requireSame(
        question(object.namespace(), EVERYTHING, NOTHING),
        names(manyOrNone(object.namespace(), EVERYTHING, NOTHING)),
        List.of());
  }

  private void echo() {
    ObjectName object = example.objects().getFirst();
    LabelSelector none = one(object, EVERYTHING).selector();
    require(
        none == null || none.isEmpty(),
        "valueOf answers the selector {" + none + "}, but was asked without one");
    LabelSelector echoed = one(object, NO_RESTRICTION).selector();
    require(
        NO_RESTRICTION.equals(echoed),
        "valueOf answers the selector {" + echoed + "}, asked for {" + NO_RESTRICTION + "}");
  }

  private void guarded() {
    String namespace = example.objects().getFirst().namespace();
    List<MetricValue> answer = many(namespace, EVERYTHING, EVERYTHING);
    List<ObjectName> before = names(answer);
    Rules.empty(answer);
    requireSame(
        question(namespace, EVERYTHING, EVERYTHING) + ", after a reader tried to empty its answer,",
        names(many(namespace, EVERYTHING, EVERYTHING)),
        before);
  }

  private void shared() {
    String namespace = example.objects().getFirst().namespace();
    List<ObjectName> before = names(many(namespace, EVERYTHING, EVERYTHING));
    trial()
        .together(
            "the provider",
            () -> {
              one(example.objects().getFirst(), EVERYTHING);
              requireSame(
                  question(namespace, EVERYTHING, EVERYTHING),
                  names(many(namespace, EVERYTHING, EVERYTHING)),
                  before);
            });
  }
}
