package io.heapster.api.provider.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.provider.ClusterObjects;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.ObjectLister;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ResourceMapper;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.testkit.CustomExample;
import io.heapster.api.provider.testkit.ExternalExample;
import io.heapster.api.provider.testkit.ProviderContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class TutorialTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final ObjectName WEB_1 = new ObjectName("shop", "web-1");
  private static final ObjectName WEB_2 = new ObjectName("shop", "web-2");
  private static final ObjectName DB_1 = new ObjectName("shop", "db-1");
  private static final ObjectName OTHER = new ObjectName("bank", "web-1");

  /** A cluster of four pods. */
  private static ClusterObjects cluster() {
    Map<ObjectName, Map<String, String>> pods =
        Map.of(
            WEB_1, Map.of("app", "web"),
            WEB_2, Map.of("app", "web"),
            DB_1, Map.of("app", "db"),
            OTHER, Map.of("app", "web"));
    var kind = new KindOfObjects(GroupResource.core("pods"), "pod", "Pod", "v1", true);
    ResourceMapper mapper =
        resource -> resource.equals(kind.resource()) ? Optional.of(kind) : Optional.empty();
    ObjectLister lister =
        (asked, namespace, selector) ->
            pods.keySet().stream()
                .filter(pod -> pod.namespace().equals(namespace))
                .filter(pod -> selector.matches(pods.get(pod)))
                .toList();
    return new ClusterObjects(mapper, lister);
  }

  private static RequestRates rates() {
    var rates = new RequestRates(cluster());
    for (ObjectName pod : List.of(WEB_1, WEB_2, DB_1, OTHER)) {
      rates.report(pod, 20.5, Map.of("verb", "GET"), CLOCK.instant());
    }
    return rates;
  }

  @TestFactory
  Stream<DynamicTest> requestRates_keepTheContract() throws Exception {
    CustomExample example =
        CustomExample.of(RequestRates.RATE, List.of(WEB_1, WEB_2, DB_1, OTHER), CLOCK)
            .selecting(LabelSelector.parse("app=web"), List.of(WEB_1, WEB_2, OTHER));
    return ProviderContract.custom(rates(), example).stream()
        .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
  }

  @TestFactory
  Stream<DynamicTest> queueDepths_keepTheContract() throws Exception {
    var queues =
        new QueueDepths(
            () -> new QueueDepths.Lengths(Map.of("orders", 42L, "mail", 7L), CLOCK.instant()));
    ExternalExample example =
        ExternalExample.of(
                "shop",
                QueueDepths.DEPTH,
                List.of(Map.of("queue", "orders"), Map.of("queue", "mail")),
                CLOCK)
            .selecting(LabelSelector.parse("queue in (orders)"));
    return ProviderContract.external(queues, example).stream()
        .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
  }

  @Test
  void valueOf_fraction_isWrittenInThousandths() {
    MetricValue value = rates().valueOf(WEB_1, RequestRates.RATE, LabelSelector.EVERYTHING);
    assertThat(value.value()).hasToString("20500m");
    assertThat(value.object().apiVersion()).isEqualTo("/v1");
  }
}
