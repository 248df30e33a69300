package io.heapster.core.inventory;

import io.heapster.core.model.EntityKey;
import java.util.Collection;
import java.util.Optional;

/**
 * A picture of the cluster's objects, kept in step by watches. Thread-safe; every call answers at
 * once from memory. While the API server is away the last picture stays.
 */
public interface ClusterInventory {

  /** The nodes, in no particular order; a snapshot that does not change under the caller. */
  Collection<NodeInfo> nodes();

  Optional<NodeInfo> node(String name);

  /** The pods, in no particular order; weakly consistent while objects come and go. */
  Collection<PodInfo> pods();

  Optional<PodInfo> pod(EntityKey.Pod key);

  Optional<NamespaceInfo> namespace(String name);

  /** Whether all three kinds were listed completely at least once. */
  boolean isSynced();
}
