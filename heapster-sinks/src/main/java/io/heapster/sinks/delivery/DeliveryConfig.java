package io.heapster.sinks.delivery;

import java.time.Duration;

/**
 * How batches are handed to sinks.
 *
 * @param ringBatches how many recent batches stay in memory for sinks that have yet to take them,
 *     and how many may wait for the journal; at 5,000 nodes a batch is about 150 MB, but those that
 *     the in-memory store keeps anyway cost nothing more
 * @param resolution distance of two fresh batches
 * @param backlogPerTick how many batches of the backlog a sink gets within one resolution at most
 */
public record DeliveryConfig(int ringBatches, Duration resolution, int backlogPerTick) {
  /** As many batches as the short store keeps at a resolution of 60 s. */
  public static final int RING_BATCHES = 3;

  public DeliveryConfig {
    // One may be with the journal while the next one comes.
    if (ringBatches < 2) {
      throw new IllegalArgumentException("ring of " + ringBatches + " batches: expected 2 or more");
    }
    if (!resolution.isPositive()) {
      throw new IllegalArgumentException("resolution " + resolution + ": expected more than zero");
    }
    if (backlogPerTick < 1) {
      throw new IllegalArgumentException(
          "backlog of " + backlogPerTick + " batches per tick: expected 1 or more");
    }
  }

  public DeliveryConfig(Duration resolution, int backlogPerTick) {
    this(RING_BATCHES, resolution, backlogPerTick);
  }

  /** Distance of two batches of the backlog. */
  Duration backlogDistance() {
    return resolution.dividedBy(backlogPerTick);
  }
}
