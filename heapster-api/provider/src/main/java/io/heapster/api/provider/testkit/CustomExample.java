package io.heapster.api.provider.testkit;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What a provider of custom metrics holds while its contract is checked.
 *
 * @param metric one that it knows
 * @param objects some that have a value of it, best in two namespaces
 * @param selector one that selects some of the objects
 * @param selected all objects that it selects, in these namespaces
 * @param clock the provider's; {@code InstantSource.system()} when it uses the machine's
 * @param patience how long an answer may take
 */
public record CustomExample(
    CustomMetricInfo metric,
    List<ObjectName> objects,
    LabelSelector selector,
    List<ObjectName> selected,
    InstantSource clock,
    Duration patience) {

  public CustomExample {
    objects = List.copyOf(objects);
    selected = List.copyOf(selected);
    if (objects.isEmpty()) {
      throw new IllegalArgumentException(
          "the example of " + metric.path() + " has no object, it needs one that has a value");
    }
  }

  /** An example without a selector of its own, and five seconds of patience. */
  public static CustomExample of(
      CustomMetricInfo metric, List<ObjectName> objects, InstantSource clock) {
    return new CustomExample(
        metric, objects, LabelSelector.EVERYTHING, objects, clock, Trial.PATIENCE);
  }

  /** The same with a selector of objects, and all that it selects. */
  public CustomExample selecting(LabelSelector selector, List<ObjectName> selected) {
    return new CustomExample(metric, objects, selector, selected, clock, patience);
  }

  public CustomExample withPatience(Duration patience) {
    return new CustomExample(metric, objects, selector, selected, clock, patience);
  }
}
