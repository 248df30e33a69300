package io.heapster.api.provider;

import io.heapster.api.provider.selector.LabelSelector;

/**
 * CPU and memory of nodes and pods, served as {@code metrics.k8s.io}. Thread-safe; answers at once
 * from memory. What is iterated may be made one by one while it is written: an iterator is used by
 * one thread at a time, once, and must not throw: the answer has begun by then. What has no values
 * any more is left out.
 */
public interface ResourceMetricsProvider {
  /** The nodes that have metrics, ordered by name. */
  Iterable<NodeMetrics> nodes(LabelSelector labels);

  /**
   * One node.
   *
   * @throws MetricsException {@link MetricsException#objectNotFound} when there is no such node,
   *     {@link MetricsException#noMetrics} when it has no values yet
   */
  NodeMetrics node(String name);

  /**
   * The running pods that have metrics, ordered by namespace and name.
   *
   * @param namespace empty for all
   */
  Iterable<PodMetrics> pods(String namespace, LabelSelector labels);

  /**
   * One pod.
   *
   * @throws MetricsException {@link MetricsException#objectNotFound} when no such pod runs, {@link
   *     MetricsException#noMetrics} when it has no values yet
   */
  PodMetrics pod(ObjectName name);
}
