package io.heapster.processors;

import io.heapster.core.model.EntityTable;

/** A table with its rates, and for how long each row repeats its sample. Immutable. */
final class RatedTable {
  private static final byte[] NONE = new byte[0];

  private final EntityTable table;
  private final byte[] repeats;

  /**
   * @param repeats by row
   */
  RatedTable(EntityTable table, byte[] repeats) {
    this.table = table;
    this.repeats = repeats;
  }

  /** A table whose rows are all there for the first time. */
  static RatedTable fresh(EntityTable table) {
    return new RatedTable(table, NONE);
  }

  EntityTable table() {
    return table;
  }

  /** How many batches in a row had the row's sample before this one. */
  int repeats(int row) {
    return row < repeats.length ? repeats[row] : 0;
  }
}
