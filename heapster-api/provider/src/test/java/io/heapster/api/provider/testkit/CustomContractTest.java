package io.heapster.api.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that keeps the contract passes; each way to break it is found by its check. */
final class CustomContractTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final CustomMetricInfo RATE =
      new CustomMetricInfo(GroupResource.core("pods"), true, "rate");
  private static final ObjectName WEB = new ObjectName("shop", "web");
  private static final ObjectName DB = new ObjectName("shop", "db");
  private static final ObjectName BANK = new ObjectName("bank", "web");
  private static final Map<ObjectName, Map<String, String>> PODS =
      Map.of(
          WEB, Map.of("app", "web"),
          DB, Map.of("app", "db"),
          BANK, Map.of("app", "web"));
  private static final LabelSelector WEBS = LabelSelector.of(Map.of("app", "web"));
  private static final Parts GOOD = new Parts(() -> List.of(RATE), Parts::one, Parts::many);

  private interface One {
    MetricValue of(ObjectName object, CustomMetricInfo metric, LabelSelector labels);
  }

  private interface Many {
    List<MetricValue> of(
        String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels);
  }

  /** A provider in exchangeable parts; those it has itself keep the contract. */
  private record Parts(Supplier<Collection<CustomMetricInfo>> list, One one, Many many)
      implements CustomMetricsProvider {
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

    Parts with(Supplier<Collection<CustomMetricInfo>> list) {
      return new Parts(list, one, many);
    }

    Parts with(One one) {
      return new Parts(list, one, many);
    }

    Parts with(Many many) {
      return new Parts(list, one, many);
    }

    /** Every value of both questions changed. */
    Parts changed(UnaryOperator<MetricValue> change) {
      return with((One) (object, metric, labels) -> change.apply(one(object, metric, labels)))
          .with(
              (Many)
                  (namespace, objects, metric, labels) ->
                      many(namespace, objects, metric, labels).stream().map(change).toList());
    }

    static MetricValue one(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
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

    static List<MetricValue> many(
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
  }

  private static MetricValue value(ObjectName object, LabelSelector labels) {
    return new MetricValue(
        new ObjectReference("Pod", object, "/v1"),
        "rate",
        labels.isEmpty() ? null : labels,
        NOON,
        Duration.ofMinutes(1),
        Quantity.of(5));
  }

  private static List<ContractCheck> checks(CustomMetricsProvider provider) {
    return ProviderContract.custom(
        provider,
        CustomExample.of(RATE, List.of(WEB, DB, BANK), InstantSource.fixed(NOON))
            .selecting(WEBS, List.of(WEB, BANK))
            .withPatience(Duration.ofMillis(500)));
  }

  @Test
  void custom_providerThatKeepsTheContract_passes() {
    assertThat(BrokenProviders.failing(checks(GOOD))).isEmpty();
  }

  @Test
  void custom_providerThatAnswersNotFoundForNoObjects_passes() {
    Many strict =
        (namespace, objects, metric, labels) -> {
          List<MetricValue> values = Parts.many(namespace, objects, metric, labels);
          if (values.isEmpty()) {
            throw MetricsException.metricNotFound(metric);
          }
          return values;
        };
    assertThat(BrokenProviders.failing(checks(GOOD.with(strict)))).isEmpty();
  }

  @Test
  void custom_kindWithoutNamespace_passes() {
    var load = new CustomMetricInfo(GroupResource.core("nodes"), false, "load");
    ObjectName node = ObjectName.clusterScoped("n1");
    var value =
        new MetricValue(
            new ObjectReference("Node", node, "/v1"), "load", null, NOON, null, Quantity.of(1));
    One one =
        (object, metric, labels) -> {
          if (!object.equals(node) || !metric.equals(load) || !labels.matches(Map.of())) {
            throw MetricsException.metricNotFound(metric, object);
          }
          return echoing(value, labels);
        };
    Many many =
        (namespace, objects, metric, labels) -> {
          if (!metric.equals(load)) {
            throw MetricsException.metricNotFound(metric);
          }
          return objects.matches(Map.of()) && labels.matches(Map.of())
              ? List.of(echoing(value, labels))
              : List.of();
        };
    var provider = new Parts(() -> List.of(CustomMetricInfo.PLACEHOLDER), one, many);
    CustomExample example =
        CustomExample.of(load, List.of(node), InstantSource.fixed(NOON))
            .withPatience(Duration.ofMillis(500));
    assertThat(BrokenProviders.failing(ProviderContract.custom(provider, example))).isEmpty();
  }

  private static MetricValue echoing(MetricValue value, LabelSelector labels) {
    return new MetricValue(
        value.object(),
        value.metric(),
        labels.isEmpty() ? null : labels,
        value.timestamp(),
        value.window(),
        value.value());
  }

  static Stream<Arguments> brokenLists() {
    var metrics = new ArrayList<>(List.of(RATE));
    var forOneOnly = new BrokenProviders.ForOneOnly(1);
    return Stream.of(
        broken("blocks", "answers", GOOD.with(() -> blocked(List.of(RATE)))),
        broken("waits a moment", "waits for nothing", GOOD.with(() -> waited(List.of(RATE)))),
        broken("is null", "answers", GOOD.with(() -> null)),
        broken("throws", "answers", GOOD.with(() -> failing(List.of(RATE)))),
        broken("repeats", "names each metric once", GOOD.with(() -> List.of(RATE, RATE))),
        broken("holds null", "names each metric once", GOOD.with(() -> Arrays.asList(RATE, null))),
        broken(
            "has a slash",
            "holds names that fit into a path",
            GOOD.with(() -> List.of(named("a/b")))),
        broken(
            "has no name", "holds names that fit into a path", GOOD.with(() -> List.of(named("")))),
        broken(
            "is the provider's own", "cannot be changed by its reader", GOOD.with(() -> metrics)),
        broken(
            "is for one thread",
            "may be asked for by many at once",
            GOOD.with(() -> {
              forOneOnly.enter();
              return List.of(RATE);
            })));
  }

  private static Arguments broken(String how, String check, Parts provider) {
    return Arguments.of(how, "the list of metrics " + check, provider);
  }

  private static CustomMetricInfo named(String name) {
    return new CustomMetricInfo(GroupResource.core("pods"), true, name);
  }

  private static <T> T blocked(T never) {
    BrokenProviders.block();
    return never;
  }

  /** As a call over the network would. */
  private static <T> T waited(T answer) {
    if (Thread.interrupted()) {
      throw new IllegalStateException("interrupted while waiting for the source");
    }
    return answer;
  }

  private static <T> T failing(T never) {
    if (never != null) {
      throw new IllegalStateException("no connection to the database");
    }
    return never;
  }

  static Stream<Arguments> brokenValues() {
    var kept =
        new ArrayList<>(
            Parts.many("shop", LabelSelector.EVERYTHING, RATE, LabelSelector.EVERYTHING));
    var forOneOnly = new BrokenProviders.ForOneOnly(1);
    return Stream.of(
        Arguments.of(
            "value blocks",
            "one object has its value",
            GOOD.with((One) (o, m, l) -> blocked(Parts.one(o, m, l)))),
        Arguments.of(
            "value is null", "one object has its value", GOOD.with((One) (o, m, l) -> null)),
        Arguments.of(
            "null for an unknown object",
            "an unknown object is not found",
            GOOD.with((One) (o, m, l) -> PODS.containsKey(o) ? Parts.one(o, m, l) : null)),
        Arguments.of(
            "wrong exception for an unknown object",
            "an unknown object is not found",
            GOOD.with(
                (One)
                    (o, m, l) -> PODS.containsKey(o) ? Parts.one(o, m, l) : failing(value(o, l)))),
        Arguments.of(
            "wrong reason for an unknown object",
            "an unknown object is not found",
            GOOD.with(
                (One)
                    (o, m, l) -> {
                      if (!PODS.containsKey(o)) {
                        throw new MetricsException(MetricsException.Reason.UNAVAILABLE, "away");
                      }
                      return Parts.one(o, m, l);
                    })),
        Arguments.of(
            "no message for an unknown object",
            "an unknown object is not found",
            GOOD.with(
                (One)
                    (o, m, l) -> {
                      if (!PODS.containsKey(o)) {
                        throw new MetricsException(MetricsException.Reason.NOT_FOUND, " ");
                      }
                      return Parts.one(o, m, l);
                    })),
        Arguments.of(
            "metric ignored",
            "an unknown metric is not found",
            GOOD.with((One) (o, m, l) -> Parts.one(o, RATE, l))),
        Arguments.of(
            "metric ignored in lists",
            "an unknown metric is not found",
            GOOD.with((Many) (n, o, m, l) -> Parts.many(n, o, RATE, l))),
        Arguments.of(
            "other object",
            "one object has its value",
            GOOD.with((One) (o, m, l) -> Parts.one(o.equals(WEB) ? DB : o, m, l))),
        Arguments.of(
            "values are null",
            "all objects have their values",
            GOOD.with((Many) (n, o, m, l) -> null)),
        Arguments.of(
            "values hold null",
            "all objects have their values",
            GOOD.with((Many) (n, o, m, l) -> Arrays.asList((MetricValue) null))),
        Arguments.of(
            "one left out",
            "all objects have their values",
            GOOD.with((Many) (n, o, m, l) -> Parts.many(n, WEBS, m, l))),
        Arguments.of(
            "one twice",
            "all objects have their values",
            GOOD.with(
                (Many)
                    (n, o, m, l) ->
                        Stream.concat(
                                Parts.many(n, o, m, l).stream(), Parts.many(n, o, m, l).stream())
                            .toList())),
        Arguments.of(
            "kinds differ",
            "values of one object and of all agree",
            GOOD.with(
                (One)
                    (o, m, l) ->
                        new MetricValue(
                            new ObjectReference("Pod", o, "v1"),
                            "rate",
                            l.isEmpty() ? null : l,
                            NOON,
                            null,
                            Quantity.of(5)))),
        Arguments.of(
            "selector ignored",
            "a selector of objects is obeyed",
            GOOD.with((Many) (n, o, m, l) -> Parts.many(n, LabelSelector.EVERYTHING, m, l))),
        Arguments.of(
            "selector read as equality",
            "a selector of objects is obeyed",
            GOOD.with(
                (Many)
                    (n, o, m, l) ->
                        Parts.many(
                            n,
                            o.isEmpty()
                                ? o
                                : LabelSelector.of(
                                    o.matchLabels().isEmpty() ? Map.of("x", "y") : o.matchLabels()),
                            m,
                            l))),
        Arguments.of(
            "namespaces mixed up",
            "namespaces are kept apart",
            GOOD.with(
                (Many)
                    (n, o, m, l) ->
                        Stream.of("shop", "bank")
                            .flatMap(each -> Parts.many(each, o, m, l).stream())
                            .toList())),
        Arguments.of(
            "namespace of the object ignored",
            "namespaces are kept apart",
            GOOD.with(
                (One)
                    (o, m, l) ->
                        renamed(
                            Parts.one(
                                PODS.containsKey(o) ? o : new ObjectName("shop", o.name()), m, l),
                            o))),
        Arguments.of(
            "metric labels ignored",
            "conditions on metric labels are obeyed",
            GOOD.with((One) (o, m, l) -> echoing(Parts.one(o, m, LabelSelector.EVERYTHING), l))),
        Arguments.of(
            "metric labels ignored in lists",
            "conditions on metric labels are obeyed",
            GOOD.with((Many) (n, o, m, l) -> Parts.many(n, o, m, LabelSelector.EVERYTHING))),
        Arguments.of(
            "metric labels not echoed",
            "conditions on metric labels are echoed",
            GOOD.changed(value -> echoing(value, LabelSelector.EVERYTHING))),
        Arguments.of(
            "metric labels invented",
            "conditions on metric labels are echoed",
            GOOD.changed(value -> echoing(value, WEBS))),
        Arguments.of(
            "in the future",
            "one object has its value",
            GOOD.changed(value -> at(value, NOON.plusMillis(1), null))),
        Arguments.of(
            "no window",
            "all objects have their values",
            GOOD.changed(value -> at(value, NOON, Duration.ZERO))),
        Arguments.of(
            "metric misnamed",
            "one object has its value",
            GOOD.changed(value ->
                new MetricValue(
                    value.object(), "other", value.selector(), NOON, null, value.value()))),
        Arguments.of(
            "no kind",
            "one object has its value",
            GOOD.changed(value ->
                new MetricValue(
                    new ObjectReference("", value.object().name(), "/v1"),
                    "rate",
                    value.selector(),
                    NOON,
                    null,
                    value.value()))),
        Arguments.of(
            "values are the provider's own",
            "values cannot be changed by their reader",
            GOOD.with(
                (Many)
                    (n, o, m, l) ->
                        n.equals("shop") && o.isEmpty() ? kept : Parts.many(n, o, m, l))),
        Arguments.of(
            "for one thread",
            "values may be asked for by many at once",
            GOOD.with(
                (One)
                    (o, m, l) -> {
                      if (!o.equals(WEB) || !l.isEmpty()) {
                        return Parts.one(o, m, l);
                      }
                      forOneOnly.enter();
                      return Parts.one(o, m, l);
                    })));
  }

  private static MetricValue renamed(MetricValue value, ObjectName name) {
    return new MetricValue(
        new ObjectReference("Pod", name, "/v1"),
        value.metric(),
        value.selector(),
        value.timestamp(),
        value.window(),
        value.value());
  }

  private static MetricValue at(MetricValue value, Instant timestamp, Duration window) {
    return new MetricValue(
        value.object(), value.metric(), value.selector(), timestamp, window, value.value());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"brokenLists", "brokenValues"})
  void custom_providerBrokenInOneWay_failsTheCheckOfIt(
      String how, String check, CustomMetricsProvider provider) {
    assertThat(checks(provider)).extracting(ContractCheck::name).contains(check);
    assertThat(
            BrokenProviders.failing(
                checks(provider).stream().filter(each -> each.name().equals(check)).toList()))
        .as(how)
        .containsExactly(check);
  }

  @Test
  void custom_brokenRule_saysWhatWasSeen() {
    Parts early = GOOD.changed(value -> at(value, NOON.plusSeconds(1), null));
    var messages = new ArrayList<String>();
    for (ContractCheck check : checks(early)) {
      try {
        check.run();
      } catch (AssertionError e) {
        messages.add(check.name() + ": " + e.getMessage());
      }
    }
    assertThat(messages.getFirst())
        .isEqualTo(
            "one object has its value: valueOf(ObjectName[namespace=shop, name=web], pods/rate,"
                + " {}) was measured at 2026-01-01T12:00:01Z, but it is only"
                + " 2026-01-01T12:00:00Z");
  }
}
