package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.EntityKind;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One node's rows: its layout, kept from tick to tick, and where this tick's entities stand in it.
 * Not thread-safe; used by the tick thread.
 */
final class NodeBlock {
  private NodeLayout layout = NodeLayout.UNKNOWN;
  private @Nullable NodePart part;
  private int[] slotOfEntity = new int[0];
  private int[] entityOfSlot = new int[0];
  private Instant lastPlaced = Instant.MIN;

  /** Finds a slot for every entity of a sample; lays out anew only when somebody came or went. */
  void place(NodePart placed, Instant now, Drops drops) {
    part = placed;
    lastPlaced = now;
    drops.incomplete(placed.sample());
    NodeLayout current = layout;
    if (!current.identity().equals(NodeIdentity.of(placed))) {
      current = LayoutBuilder.build(placed, current);
    }
    // A layout just built misfits at most once: when the duplicate whose uid it took was dropped.
    while (!fits(current, placed.sample(), drops)) {
      current = LayoutBuilder.build(placed, current);
    }
    layout = current;
  }

  Instant lastPlaced() {
    return lastPlaced;
  }

  /** The sample placed last is not looked at again, whoever decodes the next answer into it. */
  void release() {
    part = null;
  }

  NodeLayout layout() {
    return layout;
  }

  NodePart part() {
    NodePart current = part;
    if (current == null) {
      throw new IllegalStateException("node " + layout().nodeName() + " is not in this tick");
    }
    return current;
  }

  NodeSample sample() {
    return part().sample();
  }

  /** The slot of an entity, {@link NodeLayout#NONE} when it was dropped. */
  int slotOf(int entity) {
    return slotOfEntity[entity];
  }

  /** The entity in a slot; {@link NodeLayout#NONE} for a node that says nothing of itself. */
  int entityAt(int slot) {
    return entityOfSlot[slot];
  }

  /** When the entity in a slot began; 0 when not known. */
  long startNanos(int slot) {
    int entity = entityOfSlot[slot];
    return entity == NodeLayout.NONE ? 0 : sample().startNanos(entity);
  }

  /** Whether the layout has a slot for each entity, the other way round, and the same details. */
  private boolean fits(NodeLayout candidate, NodeSample sample, Drops drops) {
    prepare(candidate, sample);
    // Pods first: a decoder may have given a container to a pod that is listed after it.
    int others = claimAll(candidate, sample, drops, false);
    int containers = others < 0 ? others : claimAll(candidate, sample, drops, true);
    int silentNode = entityOfSlot[0] == NodeLayout.NONE ? 1 : 0;
    return containers >= 0
        && others + containers + silentNode == candidate.slots()
        && sameDetails(candidate, sample);
  }

  /**
   * @return the number of slots taken, or {@link NodeLayout#NONE} when an entity has no slot
   */
  private int claimAll(
      NodeLayout candidate, NodeSample sample, Drops drops, boolean podContainers) {
    int taken = 0;
    for (int entity = 0; entity < sample.entities(); entity++) {
      boolean isContainer = sample.kind(entity) == EntityKind.POD_CONTAINER;
      if (isContainer != podContainers || sample.isDropped(entity)) {
        continue;
      }
      int slot = find(candidate, sample, entity);
      if (slot == NodeLayout.NONE) {
        return NodeLayout.NONE;
      }
      taken += entityOfSlot[slot] == NodeLayout.NONE ? 1 : 0;
      claim(slot, entity, sample, drops);
    }
    return taken;
  }

  /**
   * Gives an entity its slot. Where two claim one, the one that began later has it, and of two that
   * began at the same time the one listed later.
   */
  private void claim(int slot, int entity, NodeSample sample, Drops drops) {
    int holder = entityOfSlot[slot];
    if (holder != NodeLayout.NONE) {
      if (sample.startNanos(entity) < sample.startNanos(holder)) {
        drops.duplicate(sample, entity);
        return;
      }
      drops.duplicate(sample, holder);
      slotOfEntity[holder] = NodeLayout.NONE;
    }
    slotOfEntity[entity] = slot;
    entityOfSlot[slot] = entity;
  }

  private boolean sameDetails(NodeLayout candidate, NodeSample sample) {
    if (!candidate.nodeName().equals(LayoutBuilder.nodeName(sample, candidate.identity()))) {
      return false;
    }
    for (int slot = 1; slot < candidate.firstContainer(); slot++) {
      if (!candidate.uid(slot).equals(sample.uid(entityOfSlot[slot]))) {
        return false;
      }
    }
    for (int slot = candidate.firstContainer(); slot < candidate.firstSystem(); slot++) {
      if (!candidate.image(slot).equals(sample.image(entityOfSlot[slot]))) {
        return false;
      }
    }
    return true;
  }

  private void prepare(NodeLayout candidate, NodeSample sample) {
    if (slotOfEntity.length < sample.entities()) {
      slotOfEntity = new int[sample.entities()];
    }
    if (entityOfSlot.length < candidate.slots()) {
      entityOfSlot = new int[candidate.slots()];
    }
    Arrays.fill(entityOfSlot, 0, candidate.slots(), NodeLayout.NONE);
    Arrays.fill(slotOfEntity, 0, sample.entities(), NodeLayout.NONE);
  }

  private int find(NodeLayout candidate, NodeSample sample, int entity) {
    EntityKind kind = sample.kind(entity);
    return switch (kind) {
      case NODE -> 0;
      case POD -> candidate.pod(sample.namespace(entity), sample.name(entity));
      case POD_CONTAINER -> containerSlot(candidate, sample, entity);
      case SYSTEM_CONTAINER -> candidate.systemContainer(sample.name(entity));
      case CLUSTER, NAMESPACE ->
          throw new IllegalArgumentException("a node's sample holds a " + kind);
    };
  }

  private int containerSlot(NodeLayout candidate, NodeSample sample, int entity) {
    int podSlot = slotOfEntity[sample.parent(entity)];
    return podSlot == NodeLayout.NONE
        ? NodeLayout.NONE
        : candidate.container(podSlot, sample.name(entity));
  }

  @Override
  public String toString() {
    return "NodeBlock[" + layout.nodeName() + "]";
  }
}
