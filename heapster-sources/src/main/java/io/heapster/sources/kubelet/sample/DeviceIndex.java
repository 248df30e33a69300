package io.heapster.sources.kubelet.sample;

import io.heapster.core.model.Labels;
import java.util.Arrays;

/**
 * Finds the devices of a sample by entity and labels while it is decoded, so that none is there
 * twice. Labels are told apart by identity: they come from {@link DeviceLabels} or are constants.
 *
 * <p>Not thread-safe; owned by a decoder and reused from answer to answer.
 */
public final class DeviceIndex {
  private static final int INITIAL_SLOTS = 256;
  // Above this an answer was far from ordinary, and its table is not worth keeping.
  private static final int KEPT_SLOTS = 1 << 14;

  private NodeSample sample = new NodeSample();
  // Series numbers plus one; 0 is a free slot.
  private int[] slots = new int[INITIAL_SLOTS];
  private int size;

  /** Begins an answer: forgets the last one's devices. */
  public void begin(NodeSample into) {
    sample = into;
    size = 0;
    if (slots.length > KEPT_SLOTS) {
      slots = new int[INITIAL_SLOTS];
    } else {
      Arrays.fill(slots, 0);
    }
  }

  /** The series of the entity's device with these labels; added if it is not there. */
  public int series(int entity, Labels labels) {
    int slot = slotOf(entity, labels);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    int added = sample.addSeries(entity, labels);
    slots[slot] = added + 1;
    size++;
    growIfHalfFull();
    return added;
  }

  private int slotOf(int entity, Labels labels) {
    int mask = slots.length - 1;
    int hash = (entity * 31 + System.identityHashCode(labels)) * 0x9E3779B9;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] != 0 && !isDevice(slots[slot] - 1, entity, labels)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isDevice(int series, int entity, Labels labels) {
    return sample.entityOfSeries(series) == entity && sample.seriesLabels(series) == labels;
  }

  private void growIfHalfFull() {
    if (size * 2 <= slots.length) {
      return;
    }
    int[] old = slots;
    slots = new int[old.length * 2];
    for (int content : old) {
      if (content != 0) {
        int at = content - 1;
        slots[slotOf(sample.entityOfSeries(at), sample.seriesLabels(at))] = content;
      }
    }
  }
}
