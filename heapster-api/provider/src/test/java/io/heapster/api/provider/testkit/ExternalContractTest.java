package io.heapster.api.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.MetricsException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ExternalContractTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ExternalMetricInfo DEPTH = new ExternalMetricInfo("depth");
  private static final Map<String, String> MAIL = Map.of("queue", "mail");
  private static final Map<String, String> ORDERS = Map.of("queue", "orders");
  private static final Parts GOOD = new Parts(() -> List.of(DEPTH), Parts::good);

  private interface Values {
    List<ExternalMetricValue> of(String namespace, ExternalMetricInfo metric, LabelSelector labels);
  }

  private record Parts(Supplier<Collection<ExternalMetricInfo>> list, Values values)
      implements ExternalMetricsProvider {
    @Override
    public Collection<ExternalMetricInfo> externalMetrics() {
      return list.get();
    }

    @Override
    public List<ExternalMetricValue> values(
        String namespace, ExternalMetricInfo metric, LabelSelector labels) {
      return values.of(namespace, metric, labels);
    }

    static List<ExternalMetricValue> good(
        String namespace, ExternalMetricInfo metric, LabelSelector labels) {
      if (!metric.equals(DEPTH)) {
        throw MetricsException.metricNotFound(metric);
      }
      return Stream.of(MAIL, ORDERS)
          .filter(labels::matches)
          .map(queue -> value(queue, NOON, null))
          .toList();
    }
  }

  private static ExternalMetricValue value(
      Map<String, String> labels, Instant timestamp, Duration window) {
    return new ExternalMetricValue("depth", labels, timestamp, window, Quantity.of(7));
  }

  private static List<ContractCheck> checks(ExternalMetricsProvider provider, Duration patience) {
    return ProviderContract.external(
        provider,
        ExternalExample.of("shop", DEPTH, List.of(ORDERS, MAIL), InstantSource.fixed(NOON))
            .selecting(LabelSelector.of(MAIL))
            .withPatience(patience));
  }

  @Test
  void external_providerThatKeepsTheContract_passes() {
    assertThat(BrokenProviders.failing(checks(GOOD, BrokenProviders.LONG))).isEmpty();
  }

  static Stream<Arguments> broken() {
    var kept = new ArrayList<>(Parts.good("shop", DEPTH, LabelSelector.EVERYTHING));
    var forOneOnly = new BrokenProviders.ForOneOnly(0);
    var metrics = new ArrayList<>(List.of(DEPTH));
    return Stream.of(
        list("list is null", "the list of metrics answers", () -> null),
        list(
            "list repeats",
            "the list of metrics names each metric once",
            () -> List.of(DEPTH, DEPTH)),
        list(
            "list is shared", "the list of metrics cannot be changed by its reader", () -> metrics),
        values("values are null", "a metric has its values", (n, m, l) -> null),
        values(
            "values hold null",
            "a metric has its values",
            (n, m, l) -> Arrays.asList((ExternalMetricValue) null)),
        values(
            "one left out",
            "a metric has its values",
            (n, m, l) -> List.of(value(MAIL, NOON, null))),
        values(
            "one twice",
            "a metric has its values",
            (n, m, l) ->
                List.of(
                    value(MAIL, NOON, null), value(ORDERS, NOON, null), value(MAIL, NOON, null))),
        values(
            "in the future",
            "a metric has its values",
            (n, m, l) -> List.of(value(MAIL, NOON.plusNanos(1), null), value(ORDERS, NOON, null))),
        values(
            "negative window",
            "a metric has its values",
            (n, m, l) ->
                List.of(value(MAIL, NOON, Duration.ofSeconds(-1)), value(ORDERS, NOON, null))),
        values(
            "misnamed",
            "a metric has its values",
            (n, m, l) ->
                List.of(new ExternalMetricValue("other", MAIL, NOON, null, Quantity.ZERO))),
        values(
            "blocks",
            "a metric has its values",
            (n, m, l) -> {
              BrokenProviders.block();
              return List.of();
            }),
        values(
            "metric ignored",
            "an unknown metric is not found",
            (n, m, l) -> Parts.good(n, DEPTH, l)),
        values(
            "empty for an unknown metric",
            "an unknown metric is not found",
            (n, m, l) -> m.equals(DEPTH) ? Parts.good(n, m, l) : List.of()),
        values(
            "labels ignored",
            "conditions on labels are obeyed",
            (n, m, l) -> Parts.good(n, m, LabelSelector.EVERYTHING)),
        values(
            "not found for no value",
            "a known metric without a value is no error",
            (n, m, l) -> {
              List<ExternalMetricValue> values = Parts.good(n, m, l);
              if (values.isEmpty()) {
                throw MetricsException.metricNotFound(m);
              }
              return values;
            }),
        values("the provider's own", "values cannot be changed by their reader", (n, m, l) -> kept),
        values(
            "for one thread",
            "values may be asked for by many at once",
            (n, m, l) -> {
              forOneOnly.enter();
              return Parts.good(n, m, l);
            }));
  }

  private static Arguments list(
      String how, String check, Supplier<Collection<ExternalMetricInfo>> list) {
    return Arguments.of(how, check, new Parts(list, GOOD.values()));
  }

  private static Arguments values(String how, String check, Values values) {
    return Arguments.of(how, check, new Parts(GOOD.list(), values));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void external_providerBrokenInOneWay_failsTheCheckOfIt(
      String how, String check, ExternalMetricsProvider provider) {
    assertThat(BrokenProviders.failing(checks(provider, BrokenProviders.SHORT), check))
        .as(how)
        .containsExactly(check);
  }
}
