package io.heapster.core.model;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch.Coverage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * The only mutable form of a batch: one owner, frozen once by {@link #build}, unusable afterwards.
 */
public final class DataBatchBuilder {
  final Instant timestamp;
  final Map<EntityKind, EntityTable> tables = new EnumMap<>(EntityKind.class);
  Owners podOfContainer = Owners.EMPTY;
  Owners namespaceOfPod = Owners.EMPTY;
  Owners nodeOfPod = Owners.EMPTY;
  Coverage coverage = new Coverage(0, 0);
  private boolean built;

  /**
   * A batch with six empty tables.
   *
   * @param timestamp end of the tick's window
   */
  public DataBatchBuilder(Instant timestamp) {
    this.timestamp = timestamp;
    for (EntityKind kind : EntityKind.values()) {
      tables.put(kind, EntityTable.empty(kind));
    }
  }

  /** Puts the table of its kind in place. */
  public DataBatchBuilder table(EntityTable table) {
    requireOpen();
    tables.put(table.kind(), table);
    return this;
  }

  public DataBatchBuilder podOfContainer(Owners owners) {
    requireOpen();
    this.podOfContainer = owners;
    return this;
  }

  public DataBatchBuilder namespaceOfPod(Owners owners) {
    requireOpen();
    this.namespaceOfPod = owners;
    return this;
  }

  public DataBatchBuilder nodeOfPod(Owners owners) {
    requireOpen();
    this.nodeOfPod = owners;
    return this;
  }

  public DataBatchBuilder coverage(Coverage ofCluster) {
    requireOpen();
    this.coverage = ofCluster;
    return this;
  }

  /** Freezes the batch. */
  public DataBatch build() {
    requireOpen();
    built = true;
    return DataBatch.of(this);
  }

  private void requireOpen() {
    if (built) {
      throw new IllegalStateException("batch of " + timestamp + " was built already");
    }
  }
}
