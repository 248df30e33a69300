package io.heapster.api.k8s.sample;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.testkit.ContractCheck;
import io.heapster.api.provider.testkit.CustomExample;
import io.heapster.api.provider.testkit.ExternalExample;
import io.heapster.api.provider.testkit.ProviderContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class SampleContractTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

  @TestFactory
  Stream<DynamicTest> custom_keepsTheContract() throws Exception {
    var metrics = new SampleMetrics(SampleCluster.objects(), CLOCK);
    var rate = new CustomMetricInfo(GroupResource.core("pods"), true, "rate");
    var first = new ObjectName("ns", "foo");
    var second = new ObjectName("ns", "pod-1");
    metrics.write(first, rate, Quantity.of(1), Map.of("verb", "GET"));
    metrics.write(second, rate, Quantity.of(2), Map.of());
    return tests(
        ProviderContract.custom(
            metrics,
            CustomExample.of(rate, List.of(first, second), CLOCK)
                .selecting(LabelSelector.parse("foo=bar"), List.of(first))));
  }

  /** But for one rule, which upstream's test adapter does not keep. */
  @TestFactory
  Stream<DynamicTest> external_keepsTheContractButForUnknownMetrics() throws Exception {
    ExternalExample example =
        ExternalExample.of(
                "ns",
                new ExternalMetricInfo("my-external-metric"),
                List.of(Map.of("foo", "bar"), Map.of("foo", "baz")),
                CLOCK)
            .selecting(LabelSelector.parse("foo=bar"));
    return ProviderContract.external(new SampleExternalMetrics(CLOCK), example).stream()
        .map(check ->
            check.name().equals("an unknown metric is not found")
                ? DynamicTest.dynamicTest(
                    check.name() + ": has no values, as upstream",
                    () -> assertThatThrownBy(check::run).isInstanceOf(AssertionError.class))
                : DynamicTest.dynamicTest(check.name(), check::run));
  }

  private static Stream<DynamicTest> tests(List<ContractCheck> checks) {
    return checks.stream().map(check -> DynamicTest.dynamicTest(check.name(), check::run));
  }
}
