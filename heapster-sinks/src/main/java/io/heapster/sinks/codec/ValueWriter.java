package io.heapster.sinks.codec;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import java.util.List;

/** Writes the columns of one table, metrics by name. Not thread-safe. */
final class ValueWriter {
  private final NumberWriter numbers = new NumberWriter();
  private final ByteWriter block = new ByteWriter();
  private long[] bits = new long[0];
  private long[] presence = new long[0];

  /** Writes the block of a table. */
  void write(EntityTable table, int tag, BlockWriter blocks, ByteWriter out) {
    block.clear();
    int rows = table.size();
    List<Metric> metrics = table.metrics();
    block.putVarint(metrics.size());
    for (Metric metric : metrics) {
      writeMetric(metric, table.column(metric), rows);
    }
    LabeledSeries series = table.series();
    int seriesCount = rows == 0 ? 0 : series.end(rows - 1);
    List<Metric> labeled = series.metrics();
    block.putVarint(labeled.size());
    for (Metric metric : labeled) {
      writeMetric(metric, series.column(metric), seriesCount);
    }
    writeColumn(table.collectionStart(), rows);
    writeColumn(table.entityCreated(), rows);
    writeColumn(table.sampleTime(), rows);
    blocks.write(tag, block, out);
  }

  private void writeMetric(Metric metric, Column column, int rows) {
    StringTable.write(metric.name(), block);
    block.put(RecordFormat.METRIC_KINDS.indexOf(metric.kind()));
    writeColumn(column, rows);
  }

  private void writeColumn(Column column, int rows) {
    if (bits.length < rows) {
      bits = new long[rows + rows / 2];
      presence = new long[(bits.length + 63) >> 6];
    }
    int present = column.copyPresence(rows, presence);
    int head = column.type() == ValueType.DOUBLE ? RecordFormat.DOUBLES : 0;
    if (present == 0) {
      block.put(head | RecordFormat.NO_ROW);
      return;
    }
    head |= present == rows ? RecordFormat.EVERY_ROW : RecordFormat.SOME_ROWS;
    column.copyBits(rows, bits);
    boolean constant = isConstant(present);
    block.put(constant ? head | RecordFormat.CONSTANT : head);
    if (present < rows) {
      writePresence(rows);
    }
    if (constant) {
      block.putLong(bits[0]);
    } else {
      numbers.write(bits, present, block);
    }
  }

  private boolean isConstant(int count) {
    for (int i = 1; i < count; i++) {
      if (bits[i] != bits[0]) {
        return false;
      }
    }
    return true;
  }

  private void writePresence(int rows) {
    for (int row = 0; row < rows; row += 8) {
      block.put((int) (presence[row >> 6] >>> (row & 63)));
    }
  }
}
