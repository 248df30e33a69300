package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;

/** Of how many strings the keys of a kind are made, owners' first. */
final class KeyParts {
  private KeyParts() {}

  /** The cluster's key has one, too, the empty one: each row of a table is backed by a byte. */
  static int count(EntityKind kind) {
    return switch (kind) {
      case CLUSTER, NAMESPACE, NODE -> 1;
      case POD, SYSTEM_CONTAINER -> 2;
      case POD_CONTAINER -> 3;
    };
  }
}
