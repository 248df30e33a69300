package io.heapster.api.provider;

import io.heapster.api.provider.selector.LabelSelector;
import java.util.List;

/** Lists objects of the cluster. Thread-safe; may wait for the API server. */
public interface ObjectLister {
  /**
   * The names of the objects that a selector picks, in the API server's order.
   *
   * @param namespace empty for kinds that live in none
   * @throws MetricsException unavailable when the API server does not answer, forbidden when it
   *     refuses
   */
  List<ObjectName> list(KindOfObjects kind, String namespace, LabelSelector selector);
}
