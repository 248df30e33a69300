package io.heapster.app;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.BatchReceiver;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps the heap near what is live. Batches outlive young collections and die of age in the old
 * generation, and the serial collector lets that grow to the heap's limit before it looks; so after
 * a tick, when no scrape is under way, this asks for a full collection once the old generation
 * holds well over what the last one left. Costs about 1 ms of pause per megabyte live; see ADR 5
 * for the figures and what was tried instead.
 */
final class HeapTrim implements BatchReceiver {
  private static final String SERIAL_OLD_GENERATION = "Tenured Gen";
  private static final long SLACK_BYTES = 16L << 20;

  private final LongSupplier usedBytes;
  private final LongSupplier liveBytes;
  private final Runnable collection;

  /**
   * @param usedBytes of the old generation now
   * @param liveBytes of the old generation that the last full collection left
   * @param collection collects the whole heap before it returns
   */
  HeapTrim(LongSupplier usedBytes, LongSupplier liveBytes, Runnable collection) {
    this.usedBytes = usedBytes;
    this.liveBytes = liveBytes;
    this.collection = collection;
  }

  /** For the JVM this runs in; empty unless it has the serial collector. */
  static Optional<HeapTrim> ofThisJvm() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals(SERIAL_OLD_GENERATION))
        .findFirst()
        .map(pool ->
            new HeapTrim(() -> pool.getUsage().getUsed(), () -> usedAfterLast(pool), System::gc));
  }

  private static long usedAfterLast(MemoryPoolMXBean pool) {
    MemoryUsage afterLast = pool.getCollectionUsage();
    return afterLast == null ? 0 : afterLast.getUsed();
  }

  @Override
  public void accept(DataBatch batch) {
    long live = liveBytes.getAsLong();
    if (usedBytes.getAsLong() > live + live / 3 + SLACK_BYTES) {
      collection.run();
    }
  }
}
