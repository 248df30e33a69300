package io.heapster.sinks.json;

import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.sinks.rows.RowWriter;

/**
 * Numbers as Heapster's JSON had them: the shortest digits, no {@code .0}, an exponent below 1e-6
 * and from 1e21 up.
 */
public final class JsonNumbers {
  private static final double LEAST_PLAIN = 1e-6;
  private static final double LEAST_LARGE = 1e21;

  private JsonNumbers() {}

  /** Whether JSON has a word for the value of a row which has one. */
  public static boolean isFinite(Column column, int row) {
    return column.type() == ValueType.INT64 || Double.isFinite(column.doubleAt(row));
  }

  /** Writes the finite value of a row. */
  public static void write(Column column, int row, RowWriter out) {
    if (column.type() == ValueType.INT64) {
      out.putLong(column.longAt(row));
    } else {
      write(column.doubleAt(row), out);
    }
  }

  /** Writes the finite value of a row, never with an exponent, which not every parser takes. */
  public static void writePlain(Column column, int row, RowWriter out) {
    if (column.type() == ValueType.INT64) {
      out.putLong(column.longAt(row));
    } else {
      out.putPlainDouble(column.doubleAt(row));
    }
  }

  static void write(double value, RowWriter out) {
    double size = Math.abs(value);
    if (size == 0) {
      out.put(1 / value < 0 ? "-0" : "0");
    } else if (size >= LEAST_PLAIN && size < LEAST_LARGE) {
      out.putPlainDouble(value);
    } else {
      out.put(scientific(value));
    }
  }

  /** Java writes {@code 1.0E21} and {@code 1.5E-7}. */
  private static String scientific(double value) {
    String text = Double.toString(value).replace(".0E", "E");
    return text.contains("E-") ? text.replace('E', 'e') : text.replace("E", "e+");
  }
}
