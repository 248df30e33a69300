package io.heapster.core.model;

import io.heapster.core.metric.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One value, or none, per row. Immutable. Stored as narrow as the values allow: nothing but the
 * constant when all are the same (error rates are, in most clusters), four bytes a row when all
 * integers fit once the zero bits they all end in are cut off (memory comes in pages), else eight.
 * Rows past the end have no value, so that a column stays valid when rows are appended to its
 * table.
 */
public final class Column {
  private final ValueType type;
  private final int size;
  private final long constant;
  private final int shift;
  private final int @Nullable [] narrow;
  private final long @Nullable [] wide;
  private final long @Nullable [] present;

  private Column(
      ValueType type,
      int size,
      long constant,
      int shift,
      int @Nullable [] narrow,
      long @Nullable [] wide,
      long @Nullable [] present) {
    this.type = type;
    this.size = size;
    this.constant = constant;
    this.shift = shift;
    this.narrow = narrow;
    this.wide = wide;
    this.present = present;
  }

  /** A column without any value. */
  public static Column empty(ValueType type) {
    return new Column(type, 0, 0, 0, null, null, null);
  }

  /**
   * A column in which every row has the same value. For decoders, which need no array for it.
   *
   * @param bits the value, as the bits of the type
   */
  public static Column constant(ValueType type, int rows, long bits) {
    return rows == 0 ? empty(type) : new Column(type, rows, bits, 0, null, null, null);
  }

  public static Builder builder(ValueType type, int rows) {
    return new Builder(type, rows);
  }

  public ValueType type() {
    return type;
  }

  /** Whether no row has a value. */
  public boolean isEmpty() {
    return size == 0;
  }

  public boolean has(int row) {
    if (row >= size) {
      return false;
    }
    long[] mask = present;
    return mask == null || (mask[row >> 6] & (1L << row)) != 0;
  }

  /** The integer at a row which has one; of a double column, its whole part. */
  public long longAt(int row) {
    return type == ValueType.INT64 ? bits(row) : (long) Double.longBitsToDouble(bits(row));
  }

  /** The number at a row which has one. */
  public double doubleAt(int row) {
    return type == ValueType.DOUBLE ? Double.longBitsToDouble(bits(row)) : (double) bits(row);
  }

  /** The integer at a row, or {@code absent} where there is none. */
  public long longAt(int row, long absent) {
    return has(row) ? longAt(row) : absent;
  }

  /** Bytes of heap held by the arrays, for the memory figures. */
  public long arrayBytes() {
    long bytes = present == null ? 0 : 16 + 8L * present.length;
    bytes += narrow == null ? 0 : 16 + 4L * narrow.length;
    return bytes + (wide == null ? 0 : 16 + 8L * wide.length);
  }

  /**
   * Copies which of the first {@code rows} rows have a value. For encoders.
   *
   * @param into one bit a row, the lowest first; {@code (rows + 63) / 64} words are overwritten
   * @return how many rows have a value
   */
  public int copyPresence(int rows, long[] into) {
    int words = (rows + 63) >> 6;
    int reached = Math.min(rows, size);
    Arrays.fill(into, 0, words, 0);
    for (int word = 0; word < (reached + 63) >> 6; word++) {
      into[word] = present == null ? -1L : present[word];
    }
    if ((reached & 63) != 0) {
      into[reached >> 6] &= (1L << reached) - 1;
    }
    int count = 0;
    for (int word = 0; word < words; word++) {
      count += Long.bitCount(into[word]);
    }
    return count;
  }

  /**
   * Copies the values of those of the first {@code rows} rows which have one, in row order, as the
   * bits of the column's type. For encoders.
   *
   * @return how many were copied
   */
  public int copyBits(int rows, long[] into) {
    int reached = Math.min(rows, size);
    int count = 0;
    for (int row = 0; row < reached; row++) {
      if (has(row)) {
        into[count++] = bits(row);
      }
    }
    return count;
  }

  long bits(int row) {
    long[] all = wide;
    if (all != null) {
      return all[row];
    }
    int[] few = narrow;
    return few != null ? (long) few[row] << shift : constant;
  }

  /** Collects values row by row, in any order. Not thread-safe; used up by {@link #build}. */
  public static final class Builder {
    private final ValueType type;
    private long @Nullable [] values;
    private final long[] present;
    private int rows;

    private Builder(ValueType type, int rows) {
      this.type = type;
      this.rows = rows;
      this.values = new long[rows];
      this.present = new long[(rows + 63) >> 6];
    }

    /** Sets the value of a row of an integer column. */
    public void set(int row, long value) {
      setBits(row, type == ValueType.INT64 ? value : Double.doubleToRawLongBits(value));
    }

    /** Sets the value of a row; an integer column keeps the whole part. */
    public void set(int row, double value) {
      setBits(row, type == ValueType.DOUBLE ? Double.doubleToRawLongBits(value) : (long) value);
    }

    /** Adds to the value of a row; a row without one takes this as its first. */
    public void add(int row, long value) {
      if (type == ValueType.DOUBLE) {
        add(row, (double) value);
      } else {
        set(row, has(row) ? values()[row] + value : value);
      }
    }

    /** Adds to the value of a row of a double column. */
    public void add(int row, double value) {
      set(row, has(row) ? Double.longBitsToDouble(values()[row]) + value : value);
    }

    /** Copies the value of a row of another column of the same type. */
    public void copy(int row, Column from, int fromRow) {
      setBits(row, from.bits(fromRow));
    }

    public boolean has(int row) {
      return (present[row >> 6] & (1L << row)) != 0;
    }

    /**
     * Sets the value as the bits of the column's type. For decoders, which keep values in that
     * form.
     */
    public void setBits(int row, long bits) {
      values()[row] = bits;
      present[row >> 6] |= 1L << row;
    }

    /** The finished column; the builder is of no use afterwards. */
    public Column build() {
      long[] all = values();
      values = null;
      int count = 0;
      for (long word : present) {
        count += Long.bitCount(word);
      }
      if (count == 0) {
        return empty(type);
      }
      long @Nullable [] mask = count == rows ? null : present;
      return pack(all, mask);
    }

    private Column pack(long[] all, long @Nullable [] mask) {
      int firstSet = 0;
      while (!has(firstSet)) {
        firstSet++;
      }
      long first = all[firstSet];
      boolean same = true;
      long used = 0;
      long least = 0;
      long most = 0;
      // Rows without a value hold zero, which fits anywhere.
      for (int row = 0; row < rows; row++) {
        long value = all[row];
        same &= value == first || !has(row);
        used |= value;
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      if (same) {
        return new Column(type, rows, first, 0, null, null, mask);
      }
      int shift = Long.numberOfTrailingZeros(used);
      boolean fits = least >> shift >= Integer.MIN_VALUE && most >> shift <= Integer.MAX_VALUE;
      return type == ValueType.INT64 && fits
          ? new Column(type, rows, 0, shift, narrowed(all, shift), null, mask)
          : new Column(type, rows, 0, 0, null, all, mask);
    }

    private static int[] narrowed(long[] all, int shift) {
      int[] few = new int[all.length];
      for (int row = 0; row < few.length; row++) {
        few[row] = (int) (all[row] >> shift);
      }
      return few;
    }

    private long[] values() {
      long[] all = values;
      if (all == null) {
        throw new IllegalStateException("column of " + rows + " rows was built already");
      }
      return all;
    }
  }

  @Override
  public String toString() {
    int[] few = narrow;
    String store = wide != null ? "wide" : few != null ? "narrow" : "constant";
    return "Column[" + type + ", " + size + " rows, " + store + "]";
  }

  /** Whether both hold the same values at the same rows. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Column that) || type != that.type) {
      return false;
    }
    for (int row = 0; row < Math.max(size, that.size); row++) {
      if (has(row) != that.has(row) || (has(row) && bits(row) != that.bits(row))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    // Rows without a value do not count, however many there are at the end.
    int hash = type.hashCode();
    for (int row = 0; row < size; row++) {
      if (has(row)) {
        hash = 31 * (hash + row) + Long.hashCode(bits(row));
      }
    }
    return hash;
  }
}
