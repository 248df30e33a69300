package io.heapster.sinks.rows;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;

/**
 * Tells two batches apart, which may have the same timestamp after the clock was set back. Holds
 * within one run of the daemon only.
 */
final class Fingerprint {
  private Fingerprint() {}

  /** Of keys and plain values, whether the batch comes from memory or from the journal. */
  static long of(DataBatch batch) {
    long print = batch.timestamp().hashCode();
    for (EntityKind kind : EntityKind.values()) {
      print = 31 * print + of(batch.table(kind));
    }
    return print;
  }

  private static long of(EntityTable table) {
    long print = table.sampleTime().hashCode();
    for (int row = 0; row < table.size(); row++) {
      print = 31 * print + table.key(row).hashCode();
    }
    for (Metric metric : table.metrics()) {
      print = 31 * print + metric.name().hashCode();
      print = 31 * print + table.column(metric).hashCode();
    }
    return print;
  }
}
