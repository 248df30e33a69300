package io.heapster.core.model;

import java.util.Arrays;

/**
 * For each row of one table, the row of its owner in another: the pod of a container, the node of a
 * pod. Immutable.
 */
public final class Owners {
  /** Owner of a row that has none, or none in the batch. */
  public static final int NONE = -1;

  public static final Owners EMPTY = new Owners(new int[0]);

  private final int[] rows;

  private Owners(int[] rows) {
    this.rows = rows;
  }

  /** A copy of the given owner rows. */
  public static Owners of(int[] ownerRows) {
    return ownerRows.length == 0 ? EMPTY : new Owners(ownerRows.clone());
  }

  /** These owners and those of rows appended to the table. */
  public Owners append(int[] more) {
    if (more.length == 0) {
      return this;
    }
    int[] all = Arrays.copyOf(rows, rows.length + more.length);
    System.arraycopy(more, 0, all, rows.length, more.length);
    return new Owners(all);
  }

  public int size() {
    return rows.length;
  }

  /** The owner's row, or {@link #NONE}. */
  public int of(int row) {
    return rows[row];
  }
}
