package io.heapster.api.provider.testkit;

import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * What a provider of external metrics holds while its contract is checked.
 *
 * @param namespace in which it is asked
 * @param metric one that it knows
 * @param labels of all values of the metric, in any order
 * @param selector one that selects some of them
 * @param clock the provider's; {@code InstantSource.system()} when it uses the machine's
 * @param patience how long an answer may take
 */
public record ExternalExample(
    String namespace,
    ExternalMetricInfo metric,
    List<Map<String, String>> labels,
    LabelSelector selector,
    InstantSource clock,
    Duration patience) {

  public ExternalExample {
    labels = labels.stream().map(Map::copyOf).toList();
  }

  /** An example without a selector of its own, and five seconds of patience. */
  public static ExternalExample of(
      String namespace,
      ExternalMetricInfo metric,
      List<Map<String, String>> labels,
      InstantSource clock) {
    return new ExternalExample(
        namespace, metric, labels, LabelSelector.EVERYTHING, clock, Trial.PATIENCE);
  }

  /** The same with a selector of values. */
  public ExternalExample selecting(LabelSelector selector) {
    return new ExternalExample(namespace, metric, labels, selector, clock, patience);
  }

  public ExternalExample withPatience(Duration patience) {
    return new ExternalExample(namespace, metric, labels, selector, clock, patience);
  }
}
