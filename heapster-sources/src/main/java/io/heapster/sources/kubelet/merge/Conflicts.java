package io.heapster.sources.kubelet.merge;

import io.heapster.core.model.Roster;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settles which node may report what two claim. A pod that moves under the same name (a
 * StatefulSet's) is for a while listed by both kubelets: the later start wins, else the later node.
 * Two nodes whose answers bear the same name are one kubelet behind two addresses: the node of that
 * name wins, else the first.
 */
final class Conflicts {
  private final Drops drops;

  Conflicts(Drops drops) {
    this.drops = drops;
  }

  /** The blocks without those whose answer names a node that another block stands for. */
  List<NodeBlock> withoutDuplicateNodes(List<NodeBlock> blocks) {
    Map<String, NodeBlock> byName = HashMap.newHashMap(blocks.size());
    for (NodeBlock block : blocks) {
      byName.merge(block.layout().nodeName(), block, Conflicts::rightful);
    }
    if (byName.size() == blocks.size()) {
      return blocks;
    }
    return blocks.stream().filter(block -> keep(block, byName)).toList();
  }

  private boolean keep(NodeBlock block, Map<String, NodeBlock> byName) {
    if (block.equals(byName.get(block.layout().nodeName()))) {
      return true;
    }
    drops.duplicateNode(block.sample());
    return false;
  }

  private static NodeBlock rightful(NodeBlock first, NodeBlock second) {
    String name = second.layout().nodeName();
    return second.layout().identity().name().equals(name) ? second : first;
  }

  /**
   * Takes pods listed twice out of the losing node's sample and places it again.
   *
   * @return whether there were any, so that the cluster has to be laid out again
   */
  boolean settlePods(ClusterLayout cluster, List<NodeBlock> blocks, Instant now) {
    Roster pods = cluster.pods().roster();
    boolean changed = false;
    for (int row = 0; row < pods.size(); row++) {
      int first = pods.rowOf(pods.key(row));
      if (first != row) {
        settle(cluster, blocks, first, row);
        changed = true;
      }
    }
    if (changed) {
      for (NodeBlock block : blocks) {
        block.place(block.part(), now, drops);
      }
    }
    return changed;
  }

  private void settle(ClusterLayout cluster, List<NodeBlock> blocks, int first, int second) {
    int firstNode = cluster.nodeOfPod().of(first);
    int secondNode = cluster.nodeOfPod().of(second);
    int firstSlot = 1 + first - cluster.firstRows().pods()[firstNode];
    int secondSlot = 1 + second - cluster.firstRows().pods()[secondNode];
    NodeBlock one = blocks.get(firstNode);
    NodeBlock other = blocks.get(secondNode);
    boolean firstWins = one.startNanos(firstSlot) > other.startNanos(secondSlot);
    NodeBlock loser = firstWins ? other : one;
    int entity = loser.entityAt(firstWins ? secondSlot : firstSlot);
    if (!loser.sample().isDropped(entity)) {
      drops.duplicate(loser.sample(), entity);
    }
  }
}
