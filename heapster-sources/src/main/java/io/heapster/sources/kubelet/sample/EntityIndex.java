package io.heapster.sources.kubelet.sample;

import io.heapster.core.metric.EntityKind;
import java.util.Arrays;

/**
 * Finds the pods and containers of a sample by name while it is decoded, so that none is there
 * twice. Kubelets do list a pod or container twice, dead and alive.
 *
 * <p>Not thread-safe; owned by a decoder and reused from answer to answer.
 */
public final class EntityIndex {
  /** Answer to a search that found nothing. */
  public static final int NONE = -1;

  private static final int INITIAL_SLOTS = 256;
  // Above this an answer was far from ordinary, and its table is not worth keeping.
  private static final int KEPT_SLOTS = 1 << 14;

  private NodeSample sample = new NodeSample();
  // Entity numbers plus one, placed by name; 0 is a free slot.
  private int[] slots = new int[INITIAL_SLOTS];
  private int size;
  private boolean podReplaced;

  /** Begins an answer: forgets the last one's entities. */
  public void begin(NodeSample into) {
    sample = into;
    size = 0;
    podReplaced = false;
    if (slots.length > KEPT_SLOTS) {
      slots = new int[INITIAL_SLOTS];
    } else {
      Arrays.fill(slots, 0);
    }
  }

  /** The pod of that name, or {@link #NONE}. */
  public int pod(String namespace, String name) {
    return slots[slotOf(EntityKind.POD, namespace, name, "")] - 1;
  }

  /** The container of that pod, or {@link #NONE}. */
  public int container(String namespace, String pod, String name) {
    return slots[slotOf(EntityKind.POD_CONTAINER, namespace, pod, name)] - 1;
  }

  /**
   * Makes a completely named pod or container findable. Where another of the same name stands, one
   * of both is dropped: of pods the earlier; of containers the one that started earlier, and of
   * equally old ones the earlier, unless only that one was ever measured.
   */
  public void admit(int entity) {
    int slot = slotOf(entity);
    int standing = slots[slot] - 1;
    boolean isPod = sample.kind(entity) == EntityKind.POD;
    if (standing == NONE) {
      slots[slot] = entity + 1;
      size++;
      growIfHalfFull();
    } else if (isPod || replaces(entity, standing)) {
      podReplaced |= isPod;
      sample.drop(standing);
      slots[slot] = entity + 1;
    } else {
      sample.drop(entity);
    }
  }

  /** Ends an answer: containers of a pod that was replaced go to the pod which replaced it. */
  public void end() {
    if (!podReplaced) {
      return;
    }
    for (int entity = 0; entity < sample.entities(); entity++) {
      int parent = sample.parent(entity);
      boolean hasParent = parent != NodeSample.NO_PARENT && !sample.isDropped(entity);
      if (hasParent && sample.isDropped(parent)) {
        sample.adopt(entity, pod(sample.namespace(parent), sample.name(parent)));
      }
    }
  }

  private boolean replaces(int later, int standing) {
    long laterStart = sample.startNanos(later);
    long standingStart = sample.startNanos(standing);
    if (laterStart != standingStart) {
      return laterStart > standingStart;
    }
    return sample.sampleNanos(later) != 0 || sample.sampleNanos(standing) == 0;
  }

  /** The slot of the entity with the same name as the given one, or the free one for it. */
  private int slotOf(int entity) {
    EntityKind kind = sample.kind(entity);
    int parent = sample.parent(entity);
    int pod = parent == NodeSample.NO_PARENT ? entity : parent;
    String podName = kind == EntityKind.SYSTEM_CONTAINER ? "" : sample.name(pod);
    String name = kind == EntityKind.POD ? "" : sample.name(entity);
    return slotOf(kind, sample.namespace(pod), podName, name);
  }

  private int slotOf(EntityKind kind, String namespace, String pod, String name) {
    int mask = slots.length - 1;
    int hash = (namespace.hashCode() * 31 + pod.hashCode()) * 31 + name.hashCode();
    int slot = spread(hash) & mask;
    while (slots[slot] != 0 && !isNamed(slots[slot] - 1, kind, namespace, pod, name)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isNamed(int entity, EntityKind kind, String namespace, String pod, String name) {
    if (sample.kind(entity) != kind) {
      return false;
    }
    int parent = sample.parent(entity);
    return switch (kind) {
      case POD -> isPod(entity, namespace, pod);
      case POD_CONTAINER -> sample.name(entity).equals(name) && isPod(parent, namespace, pod);
      case SYSTEM_CONTAINER, NODE, NAMESPACE, CLUSTER -> sample.name(entity).equals(name);
    };
  }

  private boolean isPod(int entity, String namespace, String name) {
    return sample.name(entity).equals(name) && sample.namespace(entity).equals(namespace);
  }

  private void growIfHalfFull() {
    if (size * 2 <= slots.length) {
      return;
    }
    int[] old = slots;
    slots = new int[old.length * 2];
    for (int content : old) {
      if (content != 0) {
        slots[slotOf(content - 1)] = content;
      }
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
