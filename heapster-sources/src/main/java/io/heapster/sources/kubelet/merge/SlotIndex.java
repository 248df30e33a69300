package io.heapster.sources.kubelet.merge;

import io.heapster.core.model.EntityKey;

/** Finds the slots of a node's pods, containers and system containers by name. Immutable. */
final class SlotIndex {
  private static final int SYSTEM = 0;

  private final EntityKey[] keys;
  private final int[] podOfSlot;
  // Slot numbers, placed by name; 0, the node's own, is a free place.
  private final int[] places;

  /**
   * @param keys by slot, the node's own first
   * @param podOfSlot the pod slot of each container, else 0
   */
  SlotIndex(EntityKey[] keys, int[] podOfSlot) {
    this.keys = keys;
    this.podOfSlot = podOfSlot;
    this.places = new int[Integer.highestOneBit(Math.max(4, keys.length * 2)) << 1];
    for (int slot = 1; slot < keys.length; slot++) {
      place(slot);
    }
  }

  /** The slot of a pod, or {@link NodeLayout#NONE}. */
  int pod(String namespace, String name) {
    int mask = places.length - 1;
    int at = spread(podHash(namespace, name)) & mask;
    for (int slot = places[at]; slot != 0; slot = places[at]) {
      if (keys[slot] instanceof EntityKey.Pod pod
          && pod.name().equals(name)
          && pod.namespace().equals(namespace)) {
        return slot;
      }
      at = (at + 1) & mask;
    }
    return NodeLayout.NONE;
  }

  /** The slot of a pod's container, or {@link NodeLayout#NONE}. */
  int container(int podSlot, String name) {
    int mask = places.length - 1;
    int at = spread(containerHash(podSlot, name)) & mask;
    for (int slot = places[at]; slot != 0; slot = places[at]) {
      if (podOfSlot[slot] == podSlot
          && keys[slot] instanceof EntityKey.PodContainer container
          && container.name().equals(name)) {
        return slot;
      }
      at = (at + 1) & mask;
    }
    return NodeLayout.NONE;
  }

  /** The slot of a system container, or {@link NodeLayout#NONE}. */
  int systemContainer(String name) {
    int mask = places.length - 1;
    int at = spread(containerHash(SYSTEM, name)) & mask;
    for (int slot = places[at]; slot != 0; slot = places[at]) {
      if (keys[slot] instanceof EntityKey.SystemContainer container
          && container.name().equals(name)) {
        return slot;
      }
      at = (at + 1) & mask;
    }
    return NodeLayout.NONE;
  }

  private void place(int slot) {
    int mask = places.length - 1;
    int at = spread(hash(slot)) & mask;
    while (places[at] != 0) {
      at = (at + 1) & mask;
    }
    places[at] = slot;
  }

  private int hash(int slot) {
    return switch (keys[slot]) {
      case EntityKey.Pod pod -> podHash(pod.namespace(), pod.name());
      case EntityKey.PodContainer container -> containerHash(podOfSlot[slot], container.name());
      case EntityKey.SystemContainer container -> containerHash(SYSTEM, container.name());
      case EntityKey.Node _, EntityKey.Namespace _, EntityKey.Cluster _ ->
          throw new IllegalArgumentException(keys[slot] + " has no slot of its own on a node");
    };
  }

  private static int podHash(String namespace, String name) {
    return namespace.hashCode() * 31 + name.hashCode();
  }

  private static int containerHash(int podSlot, String name) {
    return podSlot * 0x85EBCA6B + name.hashCode();
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
