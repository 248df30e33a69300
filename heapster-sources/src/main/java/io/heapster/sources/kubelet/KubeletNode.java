package io.heapster.sources.kubelet;

import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one kubelet between ticks. Belongs to the event loop of the node's lane, but for
 * the sample, which the tick thread reads between a scrape and the next.
 */
final class KubeletNode {
  private final String name;
  private final FallbackPlan plan = new FallbackPlan();
  private @Nullable Memory memory;
  private int lastBodyBytes;
  private long lastTurn;

  /** What a decoder writes to; lent to one decoding at a time. */
  record Memory(NodeNames names, NodeSample sample) {}

  KubeletNode(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  FallbackPlan plan() {
    return plan;
  }

  /** When it was last asked, as the lane counts turns; 0 for never. */
  long lastTurn() {
    return lastTurn;
  }

  void lastTurn(long turn) {
    lastTurn = turn;
  }

  /** Size of the last answer, as a guess at the next. */
  int lastBodyBytes() {
    return lastBodyBytes;
  }

  void lastBodyBytes(int bytes) {
    lastBodyBytes = bytes;
  }

  /**
   * Lends names and sample for one decoding. Fresh ones when a decoding of an earlier tick, which
   * was given up, still has them on a worker.
   */
  Memory lend() {
    Memory lent = memory;
    memory = null;
    return lent == null ? new Memory(new NodeNames(), new NodeSample()) : lent;
  }

  void giveBack(Memory lent) {
    memory = lent;
  }
}
