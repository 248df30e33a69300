package io.heapster.sinks.codec;

import io.heapster.core.model.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Writes runs of labels: the sets of keys that occur, which of them each row has, then, set by set
 * and key by key, the values of its rows as numbers of a {@link StringTable}. Rows that follow each
 * other mostly name strings that do, too. Not thread-safe.
 */
final class LabelWriter {
  private final StringTable strings;
  private final NumberWriter numbers;
  private final ByteWriter out;
  private int[] setOfRow = new int[0];
  private long[] column = new long[0];

  /** Labels by row. */
  interface Rows {
    Labels get(int row);
  }

  LabelWriter(StringTable strings, NumberWriter numbers, ByteWriter out) {
    this.strings = strings;
    this.numbers = numbers;
    this.out = out;
  }

  void write(Rows rows, int count) {
    if (setOfRow.length < count) {
      setOfRow = new int[count + count / 2];
      column = new long[setOfRow.length];
    }
    List<Labels> sets = keySets(rows, count);
    out.putVarint(sets.size());
    for (Labels set : sets) {
      out.putVarint(set.size());
      for (int key = 0; key < set.size(); key++) {
        out.putVarint(strings.indexOf(set.key(key)));
      }
    }
    writeSetOfRow(count);
    var bySet = new RowsBySet(setOfRow, count, sets.size());
    for (int set = 0; set < sets.size(); set++) {
      for (int key = 0; key < sets.get(set).size(); key++) {
        writeValues(rows, bySet, set, key);
      }
    }
  }

  private void writeSetOfRow(int count) {
    for (int row = 0; row < count; row++) {
      column[row] = setOfRow[row];
    }
    numbers.write(column, count, out);
  }

  private List<Labels> keySets(Rows rows, int count) {
    var sets = new ArrayList<Labels>();
    var numberOf = new HashMap<List<String>, Integer>();
    int last = -1;
    for (int row = 0; row < count; row++) {
      Labels labels = rows.get(row);
      if (last < 0 || !labels.sameKeys(sets.get(last))) {
        last = numberOf.computeIfAbsent(keys(labels), _ -> sets.size());
        if (last == sets.size()) {
          sets.add(labels);
        }
      }
      setOfRow[row] = last;
    }
    return sets;
  }

  private static List<String> keys(Labels labels) {
    String[] keys = new String[labels.size()];
    for (int key = 0; key < keys.length; key++) {
      keys[key] = labels.key(key);
    }
    return List.of(keys);
  }

  private void writeValues(Rows rows, RowsBySet bySet, int set, int key) {
    int count = bySet.size(set);
    String before = null;
    int number = 0;
    for (int i = 0; i < count; i++) {
      String value = rows.get(bySet.row(set, i)).value(key);
      // Containers of a pod and pods of a node share most of their strings.
      if (value != before) {
        before = value;
        number = strings.indexOf(value);
      }
      column[i] = number;
    }
    numbers.write(column, count, out);
  }
}
