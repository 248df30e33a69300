package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.util.List;

/**
 * Who is in the whole batch, table by table: the nodes' blocks one after the other. Immutable.
 *
 * @param layouts of the nodes, in row order
 * @param firstRows by node and kind (pods, pod containers, system containers) the first row
 */
record ClusterLayout(
    List<NodeLayout> layouts,
    FirstRows firstRows,
    Entities namespaces,
    Entities nodes,
    Entities pods,
    Entities podContainers,
    Entities systemContainers,
    Owners podOfContainer,
    Owners namespaceOfPod,
    Owners nodeOfPod) {

  /** The row of the whole cluster, which every batch has. */
  static final Entities CLUSTER =
      new Entities(
          Roster.of(List.of(EntityKey.Cluster.INSTANCE)),
          LabelColumn.of(List.of(Labels.of(LabelKeys.TYPE, EntityKind.CLUSTER.type()))));

  static final ClusterLayout EMPTY =
      new ClusterLayout(
          List.of(),
          new FirstRows(new int[0], new int[0], new int[0]),
          Entities.NONE,
          Entities.NONE,
          Entities.NONE,
          Entities.NONE,
          Entities.NONE,
          Owners.EMPTY,
          Owners.EMPTY,
          Owners.EMPTY);

  /** First row of each node's block in three tables; a node's own row is its number. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
  record FirstRows(int[] pods, int[] podContainers, int[] systemContainers) {}

  Entities of(EntityKind kind) {
    return switch (kind) {
      case CLUSTER -> CLUSTER;
      case NAMESPACE -> namespaces;
      case NODE -> nodes;
      case POD -> pods;
      case POD_CONTAINER -> podContainers;
      case SYSTEM_CONTAINER -> systemContainers;
    };
  }

  /** Whether the blocks are laid out exactly as these rows. */
  boolean isOf(List<NodeBlock> blocks) {
    if (blocks.size() != layouts.size()) {
      return false;
    }
    for (int node = 0; node < blocks.size(); node++) {
      if (!isSame(blocks.get(node).layout(), layouts.get(node))) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // a layout is replaced, never changed
  private static boolean isSame(NodeLayout one, NodeLayout other) {
    return one == other;
  }

  /** The row of the entity in a slot of a node's layout, in the table of its kind. */
  int row(int node, int slot) {
    NodeLayout layout = layouts.get(node);
    if (slot == 0) {
      return node;
    }
    if (slot < layout.firstContainer()) {
      return firstRows.pods[node] + slot - 1;
    }
    if (slot < layout.firstSystem()) {
      return firstRows.podContainers[node] + slot - layout.firstContainer();
    }
    return firstRows.systemContainers[node] + slot - layout.firstSystem();
  }
}
