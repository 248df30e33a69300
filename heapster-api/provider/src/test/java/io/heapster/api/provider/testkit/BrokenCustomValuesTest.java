package io.heapster.api.provider.testkit;

import static io.heapster.api.provider.testkit.CustomParts.NOON;
import static io.heapster.api.provider.testkit.CustomParts.PODS;
import static io.heapster.api.provider.testkit.CustomParts.RATE;
import static io.heapster.api.provider.testkit.CustomParts.at;
import static io.heapster.api.provider.testkit.CustomParts.echoing;
import static io.heapster.api.provider.testkit.CustomParts.good;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which values can be wrong is found by its check. */
final class BrokenCustomValuesTest {
  private static final LabelSelector EVERYTHING = LabelSelector.EVERYTHING;

  private static Arguments one(String how, String check, CustomParts.One one) {
    return Arguments.of(how, check, CustomParts.ofOne(one));
  }

  private static Arguments many(String how, String check, CustomParts.Many many) {
    return Arguments.of(how, check, CustomParts.ofMany(many));
  }

  private static Arguments all(String how, String check, UnaryOperator<MetricValue> change) {
    return Arguments.of(how, check, CustomParts.changing(change));
  }

  static Stream<Arguments> missing() {
    String found = "one object has its value";
    String listed = "all objects have their values";
    return Stream.of(
        one("value is null", found, (o, m, l) -> null),
        one("value of another", found, (o, m, l) -> good(new ObjectName("shop", "db"), m, l)),
        one(
            "blocks",
            found,
            (o, m, l) -> {
              BrokenProviders.block();
              return good(o, m, l);
            }),
        many("values are null", listed, (n, o, m, l) -> null),
        many("values hold null", listed, (n, o, m, l) -> Arrays.asList((MetricValue) null)),
        many("one left out", listed, (n, o, m, l) -> good(n, CustomParts.WEBS, m, l)),
        many(
            "one twice",
            listed,
            (n, o, m, l) ->
                Stream.concat(good(n, o, m, l).stream(), good(n, o, m, l).stream()).toList()),
        one(
            "described otherwise",
            "values of one object and of all agree",
            (o, m, l) -> CustomParts.of(good(o, m, l), new ObjectReference("Pod", o, "v1"))));
  }

  static Stream<Arguments> unknown() {
    String object = "an unknown object is not found";
    String metric = "an unknown metric is not found";
    return Stream.of(
        one("null", object, (o, m, l) -> PODS.containsKey(o) ? good(o, m, l) : null),
        one("wrong exception", object, (o, m, l) -> refusing(o, l, new IllegalStateException())),
        one("wrong reason", object, (o, m, l) -> refusing(o, l, refusal(Reason.UNAVAILABLE, "x"))),
        one("no message", object, (o, m, l) -> refusing(o, l, refusal(Reason.NOT_FOUND, " "))),
        one("metric ignored", metric, (o, m, l) -> good(o, RATE, l)),
        many("metric ignored in lists", metric, (n, o, m, l) -> good(n, o, RATE, l)));
  }

  private static MetricsException refusal(Reason reason, String message) {
    return new MetricsException(reason, message);
  }

  private static MetricValue refusing(ObjectName object, LabelSelector labels, RuntimeException e) {
    if (!PODS.containsKey(object)) {
      throw e;
    }
    return good(object, RATE, labels);
  }

  static Stream<Arguments> unselected() {
    String obeyed = "a selector of objects is obeyed";
    String apart = "namespaces are kept apart";
    String labels = "conditions on metric labels are obeyed";
    return Stream.of(
        many("selector ignored", obeyed, (n, o, m, l) -> good(n, EVERYTHING, m, l)),
        many("read as equality", obeyed, (n, o, m, l) -> good(n, onlyEqualities(o), m, l)),
        many(
            "namespaces mixed up",
            apart,
            (n, o, m, l) ->
                Stream.concat(good("shop", o, m, l).stream(), good("bank", o, m, l).stream())
                    .toList()),
        one(
            "namespace of the object ignored",
            apart,
            (o, m, l) -> {
              var known = PODS.containsKey(o) ? o : new ObjectName("shop", o.name());
              return CustomParts.of(good(known, m, l), new ObjectReference("Pod", o, "/v1"));
            }),
        one("labels ignored", labels, (o, m, l) -> echoing(good(o, m, EVERYTHING), l)),
        many("labels ignored in lists", labels, (n, o, m, l) -> good(n, o, m, EVERYTHING)));
  }

  /** As somebody does who knows {@code a=b} only. */
  private static LabelSelector onlyEqualities(LabelSelector selector) {
    return selector.isEmpty() || !selector.matchLabels().isEmpty()
        ? selector
        : LabelSelector.of(Map.of("x", "y"));
  }

  static Stream<Arguments> unsound() {
    String found = "one object has its value";
    String echoed = "conditions on metric labels are echoed";
    return Stream.of(
        all("not echoed", echoed, value -> echoing(value, EVERYTHING)),
        all("invented", echoed, value -> echoing(value, CustomParts.WEBS)),
        all("in the future", found, value -> at(value, NOON.plusMillis(1), null)),
        all("empty window", found, value -> at(value, NOON, Duration.ZERO)),
        all(
            "in the future, in lists",
            "all objects have their values",
            value -> at(value, NOON.plusMillis(1), null)),
        all(
            "metric misnamed",
            found,
            value ->
                new MetricValue(
                    value.object(), "other", value.selector(), NOON, null, value.value())),
        all(
            "no kind",
            found,
            value -> CustomParts.of(value, new ObjectReference("", value.object().name(), "/v1"))),
        all(
            "no version",
            found,
            value -> CustomParts.of(value, new ObjectReference("Pod", value.object().name(), ""))));
  }

  static Stream<Arguments> unguarded() {
    List<MetricValue> kept = new ArrayList<>(good("shop", EVERYTHING, RATE, EVERYTHING));
    var forOneOnly = new BrokenProviders.ForOneOnly(0);
    return Stream.of(
        many(
            "the provider's own list",
            "values cannot be changed by their reader",
            (n, o, m, l) -> n.equals("shop") && o.isEmpty() ? kept : good(n, o, m, l)),
        one(
            "for one thread",
            "values may be asked for by many at once",
            (o, m, l) -> {
              forOneOnly.enter();
              return good(o, m, l);
            }));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"missing", "unknown", "unselected", "unsound", "unguarded"})
  void custom_valuesBrokenInOneWay_failTheCheckOfIt(
      String how, String check, CustomMetricsProvider provider) {
    assertThat(BrokenProviders.failing(CustomParts.checks(provider, BrokenProviders.SHORT), check))
        .as(how)
        .containsExactly(check);
  }
}
