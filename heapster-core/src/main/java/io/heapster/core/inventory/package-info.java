/**
 * A synced, trimmed picture of the cluster's objects: {@link
 * io.heapster.core.inventory.ClusterInventory}.
 */
@NullMarked
package io.heapster.core.inventory;

import org.jspecify.annotations.NullMarked;
