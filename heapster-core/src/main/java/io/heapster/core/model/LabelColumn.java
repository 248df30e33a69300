package io.heapster.core.model;

import java.util.Arrays;
import java.util.List;

/** The labels of each row of a table. Immutable; shared between ticks while nothing changed. */
public final class LabelColumn {
  public static final LabelColumn EMPTY = new LabelColumn(new Labels[0]);

  private final Labels[] rows;

  private LabelColumn(Labels[] rows) {
    this.rows = rows;
  }

  public static LabelColumn of(List<Labels> rows) {
    return rows.isEmpty() ? EMPTY : new LabelColumn(rows.toArray(Labels[]::new));
  }

  public LabelColumn append(List<Labels> more) {
    if (more.isEmpty()) {
      return this;
    }
    Labels[] all = Arrays.copyOf(rows, rows.length + more.size());
    for (int i = 0; i < more.size(); i++) {
      all[rows.length + i] = more.get(i);
    }
    return new LabelColumn(all);
  }

  public int size() {
    return rows.length;
  }

  public Labels get(int row) {
    return rows[row];
  }
}
