package io.heapster.sinks.delivery;

import java.time.Duration;

/**
 * How batches are handed to sinks.
 *
 * @param ringBatches how many recent batches a sink may lag behind before it loses the oldest; at
 *     5,000 nodes a batch is about 150 MB, but those that the in-memory store keeps anyway cost
 *     nothing more
 * @param exportTimeout how long a sink may take for one batch
 */
public record DeliveryConfig(int ringBatches, Duration exportTimeout) {

  /** As many batches as the short store keeps at a resolution of 60 s; Heapster's 20 s. */
  public static final DeliveryConfig DEFAULT = new DeliveryConfig(3, Duration.ofSeconds(20));

  public DeliveryConfig {
    if (ringBatches < 1) {
      throw new IllegalArgumentException("ring of " + ringBatches + " batches: expected 1 or more");
    }
    if (!exportTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "export timeout of " + exportTimeout + ": expected more than nothing");
    }
  }
}
