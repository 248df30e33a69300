package io.heapster.api.provider.testkit;

import io.heapster.api.provider.ObjectName;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a provider of CPU and memory holds while its contract is checked. The more nodes, pods and
 * namespaces it holds, and the more labels they have, the more is checked.
 *
 * @param node one that has metrics
 * @param pod one that has metrics
 * @param clock the provider's; {@code InstantSource.system()} when it uses the machine's
 * @param patience how long an answer may take
 */
public record ResourceExample(String node, ObjectName pod, InstantSource clock, Duration patience) {

  /** An example with five seconds of patience. */
  public static ResourceExample of(String node, ObjectName pod, InstantSource clock) {
    return new ResourceExample(node, pod, clock, Trial.PATIENCE);
  }

  public ResourceExample withPatience(Duration patience) {
    return new ResourceExample(node, pod, clock, patience);
  }
}
