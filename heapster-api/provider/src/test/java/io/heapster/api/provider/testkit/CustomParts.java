package io.heapster.api.provider.testkit;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A provider of three pods in exchangeable parts; those of {@link #GOOD} keep the contract. */
record CustomParts(Supplier<Collection<CustomMetricInfo>> list, One one, Many many)
    implements CustomMetricsProvider {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final CustomMetricInfo RATE =
      new CustomMetricInfo(GroupResource.core("pods"), true, "rate");
  static final ObjectName WEB = new ObjectName("shop", "web");
  static final ObjectName DB = new ObjectName("shop", "db");
  static final ObjectName BANK = new ObjectName("bank", "web");
  static final Map<ObjectName, Map<String, String>> PODS =
      Map.of(
          WEB, Map.of("app", "web"),
          DB, Map.of("app", "db"),
          BANK, Map.of("app", "web"));
  static final LabelSelector WEBS = LabelSelector.of(Map.of("app", "web"));
  static final CustomParts GOOD =
      new CustomParts(() -> List.of(RATE), CustomParts::good, CustomParts::good);

  /** The question for one object. */
  interface One {
    MetricValue of(ObjectName object, CustomMetricInfo metric, LabelSelector labels);
  }

  /** The question for many. */
  interface Many {
    List<MetricValue> of(
        String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels);
  }

  @Override
  public Collection<CustomMetricInfo> customMetrics() {
    return list.get();
  }

  @Override
  public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
    return one.of(object, metric, labels);
  }

  @Override
  public List<MetricValue> valuesOf(
      String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels) {
    return many.of(namespace, objects, metric, labels);
  }

  static CustomParts listing(Supplier<Collection<CustomMetricInfo>> list) {
    return new CustomParts(list, GOOD.one, GOOD.many);
  }

  static CustomParts ofOne(One one) {
    return new CustomParts(GOOD.list, one, GOOD.many);
  }

  static CustomParts ofMany(Many many) {
    return new CustomParts(GOOD.list, GOOD.one, many);
  }

  /** Every value of both questions changed. */
  static CustomParts changing(UnaryOperator<MetricValue> change) {
    return new CustomParts(
        GOOD.list,
        (object, metric, labels) -> change.apply(good(object, metric, labels)),
        (namespace, objects, metric, labels) ->
            good(namespace, objects, metric, labels).stream().map(change).toList());
  }

  static List<ContractCheck> checks(CustomMetricsProvider provider, Duration patience) {
    return ProviderContract.custom(
        provider,
        CustomExample.of(RATE, List.of(WEB, DB, BANK), InstantSource.fixed(NOON))
            .selecting(WEBS, List.of(WEB, BANK))
            .withPatience(patience));
  }

  static MetricValue good(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
    if (!metric.equals(RATE)) {
      throw MetricsException.metricNotFound(metric);
    }
    if (!PODS.containsKey(object)) {
      throw MetricsException.metricNotFound(metric, object);
    }
    if (!labels.matches(Map.of("verb", "GET"))) {
      throw MetricsException.metricNotFound(metric, object, labels);
    }
    return value(object, labels);
  }

  static List<MetricValue> good(
      String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels) {
    if (!metric.equals(RATE)) {
      throw MetricsException.metricNotFound(metric);
    }
    return PODS.keySet().stream()
        .filter(pod -> pod.namespace().equals(namespace) && objects.matches(PODS.get(pod)))
        .filter(pod -> labels.matches(Map.of("verb", "GET")))
        .map(pod -> value(pod, labels))
        .toList();
  }

  static MetricValue value(ObjectName object, LabelSelector labels) {
    return new MetricValue(
        new ObjectReference("Pod", object, "/v1"),
        "rate",
        labels.isEmpty() ? null : labels,
        NOON,
        Duration.ofMinutes(1),
        Quantity.of(5));
  }

  static MetricValue of(MetricValue value, ObjectReference object) {
    return new MetricValue(
        object, value.metric(), value.selector(), value.timestamp(), value.window(), value.value());
  }

  static MetricValue echoing(MetricValue value, LabelSelector labels) {
    return new MetricValue(
        value.object(),
        value.metric(),
        labels.isEmpty() ? null : labels,
        value.timestamp(),
        value.window(),
        value.value());
  }

  static MetricValue at(MetricValue value, Instant timestamp, Duration window) {
    return new MetricValue(
        value.object(), value.metric(), value.selector(), timestamp, window, value.value());
  }
}
