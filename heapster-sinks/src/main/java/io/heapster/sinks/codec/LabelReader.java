package io.heapster.sinks.codec;

import io.heapster.core.model.Labels;
import java.util.HashMap;
import java.util.Map;

/** Reads the runs of {@link LabelWriter}. Not thread-safe. */
final class LabelReader {
  private final ByteReader in;
  private final NumberReader numbers;
  private final String[] strings;

  LabelReader(ByteReader in, NumberReader numbers, String[] strings) {
    this.in = in;
    this.numbers = numbers;
    this.strings = strings;
  }

  /** The labels of {@code count} rows; {@code count} is known to be backed by bytes. */
  Labels[] read(int count) throws CorruptBatchException {
    Labels[] sets = new Labels[in.count(in.remaining(), "number of label key sets")];
    for (int set = 0; set < sets.length; set++) {
      sets[set] = readKeys();
    }
    int[] setOfRow = numbers.readIndexes(in, count, 0, sets.length, "label key set");
    var bySet = new RowsBySet(setOfRow, count, sets.length);
    Labels[] rows = new Labels[count];
    for (int set = 0; set < sets.length; set++) {
      readValues(sets[set], set, bySet, rows);
    }
    return rows;
  }

  private Labels readKeys() throws CorruptBatchException {
    int size = in.count(in.remaining(), "number of label keys");
    Map<String, String> keys = HashMap.newHashMap(size);
    String before = null;
    for (int i = 0; i < size; i++) {
      String key = strings[in.count(strings.length - 1, "label key")];
      if (before != null && before.compareTo(key) >= 0) {
        throw in.corrupt("label key '" + key + "' does not come after '" + before + "'");
      }
      keys.put(key, "");
      before = key;
    }
    return Labels.of(keys);
  }

  private void readValues(Labels keys, int set, RowsBySet bySet, Labels[] rows)
      throws CorruptBatchException {
    int count = bySet.size(set);
    int[][] columns = new int[keys.size()][];
    for (int key = 0; key < columns.length; key++) {
      columns[key] = numbers.readIndexes(in, count, 0, strings.length, "label value");
    }
    String[] values = new String[columns.length];
    for (int i = 0; i < count; i++) {
      for (int key = 0; key < values.length; key++) {
        values[key] = strings[columns[key][i]];
      }
      rows[bySet.row(set, i)] = keys.isEmpty() ? Labels.EMPTY : keys.withValues(values);
    }
  }
}
