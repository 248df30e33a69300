package io.heapster.core.model;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one table, by row: who is measured, without any value. Immutable and thread-safe.
 * Successive ticks share one roster while nobody comes or goes, so two tables with the same roster
 * object have the same rows.
 */
public final class Roster {
  public static final Roster EMPTY = new Roster(new EntityKey[0]);

  /** Row of a key that is not listed. */
  public static final int NONE = -1;

  private final EntityKey[] keys;

  /** Open-addressed rows + 1 by key hash, built at the first look-up at the latest. */
  private volatile int @Nullable [] index;

  private Roster(EntityKey[] keys) {
    this.keys = keys;
  }

  /** The given keys, in that order; where a key is given twice, look-ups find the first. */
  public static Roster of(List<? extends EntityKey> keys) {
    return keys.isEmpty() ? EMPTY : new Roster(keys.toArray(EntityKey[]::new));
  }

  /** This roster with more rows at its end. */
  public Roster append(List<? extends EntityKey> more) {
    if (more.isEmpty()) {
      return this;
    }
    EntityKey[] all = new EntityKey[keys.length + more.size()];
    System.arraycopy(keys, 0, all, 0, keys.length);
    for (int i = 0; i < more.size(); i++) {
      all[keys.length + i] = more.get(i);
    }
    return new Roster(all);
  }

  public int size() {
    return keys.length;
  }

  public EntityKey key(int row) {
    return keys[row];
  }

  /**
   * Makes the next look-up as quick as the ones after it; for who hands a roster to many readers.
   */
  void prepareLookups() {
    var _ = index();
  }

  /** Whether a look-up need not build anything first. */
  boolean isPrepared() {
    return index != null;
  }

  /** The row of a key, or {@link #NONE}. */
  public int rowOf(EntityKey key) {
    int[] rows = index();
    int mask = rows.length - 1;
    for (int slot = spread(key) & mask; rows[slot] != 0; slot = (slot + 1) & mask) {
      int row = rows[slot] - 1;
      if (keys[row].equals(key)) {
        return row;
      }
    }
    return NONE;
  }

  /** Whether both list the same keys in the same order. */
  public boolean sameKeys(Roster other) {
    return this == other || Arrays.equals(keys, other.keys);
  }

  private int[] index() {
    int[] rows = index;
    if (rows == null) {
      rows = buildIndex();
      index = rows;
    }
    return rows;
  }

  private int[] buildIndex() {
    int[] rows = new int[Integer.highestOneBit(Math.max(4, keys.length * 2 - 1)) << 1];
    int mask = rows.length - 1;
    for (int row = 0; row < keys.length; row++) {
      int slot = spread(keys[row]) & mask;
      while (rows[slot] != 0 && !keys[rows[slot] - 1].equals(keys[row])) {
        slot = (slot + 1) & mask;
      }
      if (rows[slot] == 0) {
        rows[slot] = row + 1;
      }
    }
    return rows;
  }

  private static int spread(EntityKey key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }
}
