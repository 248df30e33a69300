package io.heapster.core.usage;

import io.heapster.core.model.EntityKey;

/**
 * What nodes and pods use, by the newest samples of their kubelets. Knows what kubelets told, not
 * what the cluster holds: who lists pods goes by the inventory and looks each one up here.
 * Thread-safe; every call answers at once from memory.
 *
 * <p>Rates are between two samples of the same container (or since it started), by the kubelet's
 * clock. When a kubelet or a container misses a scrape its last values stay, with their own
 * timestamp, for two windows and the time of an answer. A pod has values when all its containers
 * have.
 */
public interface UsageStore {

  /** What a node uses, or why that is not known. */
  NodeAnswer node(String name);

  /**
   * What the containers of a pod use, or why that is not known.
   *
   * @param node where the pod runs, as the inventory has it; a pod of the same name that another
   *     node had before is another pod
   */
  PodAnswer pod(EntityKey.Pod key, String node);

  /** How much there is to ask for, counted anew. */
  UsageCoverage coverage();
}
