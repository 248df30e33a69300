package io.heapster.sources.kubelet.merge;

import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.util.Arrays;
import java.util.List;

/**
 * Who is on one node: keys and labels by slot. Slot 0 is the node; its pods, their containers (pod
 * by pod) and its system containers follow. Immutable; kept while the node reports the same set in
 * whatever order, because a kubelet lists its pods in a different order each time.
 */
final class NodeLayout {
  /** Slot of an entity that the layout does not know. */
  static final int NONE = -1;

  /** Of a node not heard of yet; equal to no other. */
  static final NodeLayout UNKNOWN = new NodeLayout();

  private final NodeIdentity identity;
  private final EntityKey[] keys;
  private final Labels[] labels;
  private final String[] uids;
  private final String[] images;
  private final int[] firstContainer;
  private final int firstSystem;
  private final SlotIndex index;

  private NodeLayout() {
    this.identity = new NodeIdentity("", "", "", "");
    this.keys = new EntityKey[] {new EntityKey.Node("")};
    this.labels = new Labels[] {Labels.EMPTY};
    this.uids = new String[0];
    this.images = new String[0];
    this.firstContainer = new int[] {1};
    this.firstSystem = 1;
    this.index = new SlotIndex(keys, new int[1]);
  }

  NodeLayout(LayoutBuilder builder) {
    this.identity = builder.identity();
    this.keys = builder.keys().toArray(EntityKey[]::new);
    this.labels = builder.labels().toArray(Labels[]::new);
    this.uids = builder.uids().toArray(String[]::new);
    this.images = builder.images().toArray(String[]::new);
    this.firstContainer = ints(builder.firstContainer());
    this.firstSystem = builder.firstSystem();
    this.index = new SlotIndex(keys, podOfSlot());
  }

  NodeIdentity identity() {
    return identity;
  }

  int slots() {
    return keys.length;
  }

  int pods() {
    return firstContainer.length - 1;
  }

  /** First slot of a container: those of pods stand before this node's own. */
  int firstContainer() {
    return 1 + pods();
  }

  int firstSystem() {
    return firstSystem;
  }

  /** First container slot of a pod slot; the next pod's is one past its last. */
  int firstContainer(int podSlot) {
    return firstContainer[podSlot - 1];
  }

  EntityKey key(int slot) {
    return keys[slot];
  }

  Labels labels(int slot) {
    return labels[slot];
  }

  String nodeName() {
    return ((EntityKey.Node) keys[0]).name();
  }

  /** The uid of a pod slot. */
  String uid(int podSlot) {
    return uids[podSlot - 1];
  }

  /** The image of a container slot, empty when the kubelet does not tell. */
  String image(int containerSlot) {
    return images[containerSlot - firstContainer()];
  }

  /** The slot of a pod, or {@link #NONE}. */
  int pod(String namespace, String name) {
    return index.pod(namespace, name);
  }

  /** The slot of a pod's container, or {@link #NONE}. */
  int container(int podSlot, String name) {
    return index.container(podSlot, name);
  }

  /** The slot of a system container, or {@link #NONE}. */
  int systemContainer(String name) {
    return index.systemContainer(name);
  }

  private int[] podOfSlot() {
    int[] pods = new int[slots()];
    for (int pod = 1; pod <= pods(); pod++) {
      Arrays.fill(pods, firstContainer(pod), firstContainer(pod + 1), pod);
    }
    return pods;
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
