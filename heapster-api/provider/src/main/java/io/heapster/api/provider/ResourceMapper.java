package io.heapster.api.provider;

import java.util.Optional;

/** Knows the kinds of objects of the cluster. Thread-safe; answers at once from memory. */
public interface ResourceMapper {
  /**
   * The kind that a text means: singular or plural, in any case; without a group the core group
   * goes first; with one, an exact match goes before groups that begin with it ({@code storage} for
   * {@code storage.k8s.io}).
   *
   * @return empty when the cluster has no such kind
   */
  Optional<KindOfObjects> find(GroupResource resource);
}
