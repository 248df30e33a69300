package io.heapster.api.provider.testkit;

import static io.heapster.api.provider.testkit.CustomParts.GOOD;
import static io.heapster.api.provider.testkit.CustomParts.NOON;
import static io.heapster.api.provider.testkit.CustomParts.RATE;
import static io.heapster.api.provider.testkit.CustomParts.at;
import static io.heapster.api.provider.testkit.CustomParts.checks;
import static io.heapster.api.provider.testkit.CustomParts.echoing;
import static io.heapster.api.provider.testkit.CustomParts.good;
import static io.heapster.api.provider.testkit.CustomParts.listing;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.quantity.Quantity;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that keeps the contract passes; each way to break it is found by its check. */
final class CustomContractTest {
  @Test
  void custom_providerThatKeepsTheContract_passes() {
    assertThat(BrokenProviders.failing(checks(GOOD, BrokenProviders.LONG))).isEmpty();
  }

  @Test
  void custom_providerThatAnswersNotFoundForNoObjects_passes() {
    CustomParts.Many strict =
        (namespace, objects, metric, labels) -> {
          List<MetricValue> values = good(namespace, objects, metric, labels);
          if (values.isEmpty()) {
            throw MetricsException.metricNotFound(metric);
          }
          return values;
        };
    assertThat(BrokenProviders.failing(checks(CustomParts.ofMany(strict), BrokenProviders.LONG)))
        .isEmpty();
  }

  @Test
  void custom_kindWithoutNamespace_passes() {
    var load = new CustomMetricInfo(GroupResource.core("nodes"), false, "load");
    ObjectName node = ObjectName.clusterScoped("n1");
    var value =
        new MetricValue(
            new ObjectReference("Node", node, "/v1"), "load", null, NOON, null, Quantity.of(1));
    CustomParts.One one =
        (object, metric, labels) -> {
          if (!object.equals(node) || !metric.equals(load) || !labels.matches(Map.of())) {
            throw MetricsException.metricNotFound(metric, object);
          }
          return echoing(value, labels);
        };
    CustomParts.Many many =
        (namespace, objects, metric, labels) -> {
          if (!metric.equals(load)) {
            throw MetricsException.metricNotFound(metric);
          }
          return objects.matches(Map.of()) && labels.matches(Map.of())
              ? List.of(echoing(value, labels))
              : List.of();
        };
    var provider = new CustomParts(() -> List.of(CustomMetricInfo.PLACEHOLDER), one, many);
    CustomExample example =
        CustomExample.of(load, List.of(node), InstantSource.fixed(NOON))
            .withPatience(BrokenProviders.LONG);
    assertThat(BrokenProviders.failing(ProviderContract.custom(provider, example))).isEmpty();
  }

  static Stream<Arguments> brokenLists() {
    var metrics = new ArrayList<>(List.of(RATE));
    var forOneOnly = new BrokenProviders.ForOneOnly(1);
    return Stream.of(
        broken("blocks", "answers", listing(() -> blocked(List.of(RATE)))),
        broken("waits a moment", "waits for nothing", listing(() -> waited(List.of(RATE)))),
        broken("is null", "answers", listing(() -> null)),
        broken("throws", "answers", listing(() -> failing(List.of(RATE)))),
        broken("repeats", "names each metric once", listing(() -> List.of(RATE, RATE))),
        broken("holds null", "names each metric once", listing(() -> Arrays.asList(RATE, null))),
        broken(
            "has a slash",
            "holds names that fit into a path",
            listing(() -> List.of(named("a/b")))),
        broken(
            "has no name", "holds names that fit into a path", listing(() -> List.of(named("")))),
        broken("is the provider's own", "cannot be changed by its reader", listing(() -> metrics)),
        broken(
            "is for one thread",
            "may be asked for by many at once",
            listing(() -> {
              forOneOnly.enter();
              return List.of(RATE);
            })));
  }

  private static Arguments broken(String how, String check, CustomParts provider) {
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenLists")
  void custom_providerBrokenInOneWay_failsTheCheckOfIt(
      String how, String check, CustomMetricsProvider provider) {
    assertThat(BrokenProviders.failing(checks(provider, BrokenProviders.SHORT), check))
        .as(how)
        .containsExactly(check);
  }

  @Test
  void custom_brokenRule_saysWhatWasSeen() {
    CustomParts early = CustomParts.changing(value -> at(value, NOON.plusSeconds(1), null));
    var messages = new ArrayList<String>();
    for (ContractCheck check : checks(early, BrokenProviders.LONG)) {
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
