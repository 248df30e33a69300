package io.heapster.sinks.codec;

import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;

/** Reads single columns, as {@link ValueWriter} wrote them. Not thread-safe. */
final class ColumnReader {
  private static final int KNOWN_BITS =
      RecordFormat.DOUBLES | RecordFormat.PRESENCE | RecordFormat.CONSTANT;

  private final NumberReader numbers;

  ColumnReader(NumberReader numbers) {
    this.numbers = numbers;
  }

  /** The first byte of a column, checked. */
  int readHead(ByteReader in, String what) throws CorruptBatchException {
    int head = in.unsignedByte(what);
    if ((head & ~KNOWN_BITS) != 0 || (head & RecordFormat.PRESENCE) == RecordFormat.PRESENCE) {
      throw in.corrupt(what + ": form " + head + " of a column is not known");
    }
    return head;
  }

  /** The type that the values were written in. */
  static ValueType type(int head) {
    return (head & RecordFormat.DOUBLES) == 0 ? ValueType.INT64 : ValueType.DOUBLE;
  }

  /**
   * The column after its head.
   *
   * @param wanted type of the column, to which values of the other one are converted
   */
  Column read(ByteReader in, int head, int rows, ValueType wanted, String what)
      throws CorruptBatchException {
    boolean constant = (head & RecordFormat.CONSTANT) != 0;
    return switch (head & RecordFormat.PRESENCE) {
      case RecordFormat.EVERY_ROW -> {
        if (constant) {
          long bits = converted(in.longBits(what), type(head), wanted);
          yield Column.constant(wanted, rows, bits);
        }
        long[] values = numbers.read(in, rows, what);
        Column.Builder column = Column.builder(wanted, rows);
        for (int row = 0; row < rows; row++) {
          column.setBits(row, converted(values[row], type(head), wanted));
        }
        yield column.build();
      }
      case RecordFormat.SOME_ROWS -> readSparse(in, head, rows, wanted, what);
      default -> Column.empty(wanted);
    };
  }

  private Column readSparse(ByteReader in, int head, int rows, ValueType wanted, String what)
      throws CorruptBatchException {
    int bitmap = in.position();
    in.skip((int) ((rows + 7L) / 8), what);
    byte[] bytes = in.array();
    int present = 0;
    for (int at = bitmap; at < in.position(); at++) {
      present += Integer.bitCount(bytes[at] & 0xFF);
    }
    boolean constant = (head & RecordFormat.CONSTANT) != 0;
    long same = constant ? in.longBits(what) : 0;
    long[] values = constant ? new long[0] : numbers.read(in, present, what);
    Column.Builder column = Column.builder(wanted, rows);
    int next = 0;
    for (int row = 0; row < rows; row++) {
      if ((bytes[bitmap + (row >> 3)] & 1 << (row & 7)) != 0) {
        column.setBits(row, converted(constant ? same : values[next], type(head), wanted));
        next++;
      }
    }
    if (next != present) {
      throw in.corrupt(what + ": values for rows past the last of " + rows);
    }
    return column.build();
  }

  private static long converted(long bits, ValueType from, ValueType to) {
    if (from == to) {
      return bits;
    }
    return switch (to) {
      case INT64 -> (long) Double.longBitsToDouble(bits);
      case DOUBLE -> Double.doubleToRawLongBits((double) bits);
    };
  }
}
