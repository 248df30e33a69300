package io.heapster.core.history;

import io.heapster.core.metric.ValueType;
import io.heapster.core.model.MetricValue;
import java.time.Instant;
import java.util.Arrays;

/**
 * Values over time: rows, oldest first, with one value in each column. 8 bytes a cell. Immutable.
 */
public final class HistorySeries {
  private static final long NANOS = 1_000_000_000L;

  private final long[] epochNanos;
  private final ValueType[] types;
  private final long[][] bits;

  private HistorySeries(long[] epochNanos, ValueType[] types, long[][] bits) {
    this.epochNanos = epochNanos;
    this.types = types;
    this.bits = bits;
  }

  /** A series without rows. */
  public static HistorySeries empty(int columns) {
    return new Builder(columns).build();
  }

  public int size() {
    return epochNanos.length;
  }

  public boolean isEmpty() {
    return epochNanos.length == 0;
  }

  public int columns() {
    return types.length;
  }

  public Instant timestamp(int row) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos[row], NANOS), Math.floorMod(epochNanos[row], NANOS));
  }

  public MetricValue value(int row, int column) {
    return new MetricValue(types[column], bits[column][row]);
  }

  /** Gathers rows; a column is of integers as long as all its values are. Not thread-safe. */
  public static final class Builder {
    private static final int FIRST_ROWS = 64;

    private long[] epochNanos = new long[FIRST_ROWS];
    private final ValueType[] types;
    private final long[][] bits;
    private int size;

    public Builder(int columns) {
      types = new ValueType[columns];
      Arrays.fill(types, ValueType.INT64);
      bits = new long[columns][FIRST_ROWS];
    }

    /** Begins a row; its cells are 0 until set. */
    public Builder row(long timestampNanos) {
      if (size == epochNanos.length) {
        grow();
      }
      epochNanos[size++] = timestampNanos;
      return this;
    }

    /** Sets a cell of the last row. */
    public Builder set(int column, long value) {
      bits[column][size - 1] =
          types[column] == ValueType.INT64 ? value : Double.doubleToRawLongBits((double) value);
      return this;
    }

    /** Sets a cell of the last row; its column is one of doubles from now on. */
    public Builder set(int column, double value) {
      asDoubles(column);
      bits[column][size - 1] = Double.doubleToRawLongBits(value);
      return this;
    }

    /** Makes a column one of doubles, whatever its values. */
    public Builder asDoubles(int column) {
      if (types[column] == ValueType.INT64) {
        types[column] = ValueType.DOUBLE;
        long[] cells = bits[column];
        for (int row = 0; row < size; row++) {
          cells[row] = Double.doubleToRawLongBits((double) cells[row]);
        }
      }
      return this;
    }

    public HistorySeries build() {
      var columns = new long[bits.length][];
      for (int column = 0; column < columns.length; column++) {
        columns[column] = Arrays.copyOf(bits[column], size);
      }
      return new HistorySeries(Arrays.copyOf(epochNanos, size), types.clone(), columns);
    }

    private void grow() {
      int capacity = size + size / 2;
      epochNanos = Arrays.copyOf(epochNanos, capacity);
      for (int column = 0; column < bits.length; column++) {
        bits[column] = Arrays.copyOf(bits[column], capacity);
      }
    }
  }
}
