package io.heapster.sources.kubelet.light;

import io.heapster.core.model.EntityKey;
import java.util.List;
import java.util.Map;

/**
 * Whom one kubelet tells of, and which row of its {@link PointTable} is whose: row 0 is the node's,
 * the containers of a pod stand together. Stays the same object while answers list the same things
 * in the same order. Immutable.
 *
 * @param listed what the last answer listed, in its order
 * @param containers their names, by row; empty for row 0
 * @param rows of each pod
 * @param hasMissing whether there are rows that the last answer did not list
 */
record Roster(
    List<Listed> listed,
    List<String> containers,
    Map<EntityKey.Pod, Rows> rows,
    boolean hasMissing) {
  static final int NODE_ROW = 0;

  /** The row of an entity that has none, which is a pod. */
  static final int NO_ROW = -1;

  /** Of nobody. */
  static final Roster EMPTY = new Roster(List.of(), List.of(""), Map.of(), false);

  /**
   * An entity of an answer.
   *
   * @param parent its pod's place in the answer, for a container
   */
  record Listed(String name, String namespace, int parent, int row) {}

  /**
   * The rows of a pod.
   *
   * @param key as an object shared between rosters
   * @param count 0 for a pod without containers
   */
  record Rows(EntityKey.Pod key, int first, int count) {}

  Roster {
    listed = List.copyOf(listed);
    containers = List.copyOf(containers);
    rows = Map.copyOf(rows);
  }

  /** Whether an answer lists what the last one did. */
  boolean fits(Readings readings) {
    if (hasMissing || readings.entities() != listed.size()) {
      return false;
    }
    for (int entity = 0; entity < listed.size(); entity++) {
      Listed known = listed.get(entity);
      if (known.parent() != readings.parent(entity)
          || !known.name().equals(readings.name(entity))
          || !known.namespace().equals(readings.namespace(entity))) {
        return false;
      }
    }
    return true;
  }
}
