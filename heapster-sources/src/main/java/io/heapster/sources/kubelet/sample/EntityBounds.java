package io.heapster.sources.kubelet.sample;

import org.jspecify.annotations.Nullable;

/**
 * How many entities an answer may name: far more than a kubelet runs, and few enough that an answer
 * of garbage costs its node a scrape and nobody else anything.
 */
public final class EntityBounds {
  /** Pods, containers and system containers of one node, and the node itself. */
  public static final int MOST_ENTITIES = 16_384;

  /** Containers of one pod, those counted that are listed twice. */
  public static final int MOST_CONTAINERS_OF_POD = 1_024;

  private EntityBounds() {}

  /**
   * The bound that one more entity would pass, as a reason to refuse the answer; null when there is
   * room.
   *
   * @param parent of the entity to come, as for {@link NodeSample#addEntity}
   */
  public static @Nullable String passedBy(NodeSample sample, int parent) {
    if (sample.entities() >= MOST_ENTITIES) {
      return "more than " + MOST_ENTITIES + " pods and containers on one node";
    }
    if (parent != NodeSample.NO_PARENT && sample.containers(parent) >= MOST_CONTAINERS_OF_POD) {
      return "more than " + MOST_CONTAINERS_OF_POD + " containers in one pod";
    }
    return null;
  }
}
