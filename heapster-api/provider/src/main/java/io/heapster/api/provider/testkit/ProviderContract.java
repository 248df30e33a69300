package io.heapster.api.provider.testkit;

import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.ResourceMetricsProvider;
import java.util.List;

/**
 * The rules of the provider interfaces, as checks. The provider must be filled with the example
 * before, and stay as it is while the checks run; its values may move. With JUnit, all of them are
 * one line:
 *
 * {@snippet :
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *   return ProviderContract.custom(provider, example).stream()
 *       .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
 * }
 * }
 */
public final class ProviderContract {
  private ProviderContract() {}

  /** The rules of {@link CustomMetricsProvider}. */
  public static List<ContractCheck> custom(CustomMetricsProvider provider, CustomExample example) {
    return new CustomChecks(provider, example).all();
  }

  /** The rules of {@link ExternalMetricsProvider}. */
  public static List<ContractCheck> external(
      ExternalMetricsProvider provider, ExternalExample example) {
    return new ExternalChecks(provider, example).all();
  }

  /** The rules of {@link ResourceMetricsProvider}. */
  public static List<ContractCheck> resource(
      ResourceMetricsProvider provider, ResourceExample example) {
    return new ResourceChecks(provider, example).all();
  }
}
