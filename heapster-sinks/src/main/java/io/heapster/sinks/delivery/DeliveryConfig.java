package io.heapster.sinks.delivery;

/**
 * How batches are handed to sinks.
 *
 * @param ringBatches how many recent batches a sink may lag behind before it loses the oldest; at
 *     5,000 nodes a batch is about 150 MB, but those that the in-memory store keeps anyway cost
 *     nothing more
 */
public record DeliveryConfig(int ringBatches) {

  /** As many batches as the short store keeps at a resolution of 60 s. */
  public static final DeliveryConfig DEFAULT = new DeliveryConfig(3);

  public DeliveryConfig {
    if (ringBatches < 1) {
      throw new IllegalArgumentException("ring of " + ringBatches + " batches: expected 1 or more");
    }
  }
}
