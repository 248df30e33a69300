package io.heapster.api.query;

import io.heapster.api.http.Parameters;
import io.heapster.api.query.RowOrder.Direction;
import java.util.ArrayList;
import java.util.List;

/** A column by which rows are sorted, and from which end. */
record SortKey(String column, Direction direction) {
  static final String PARAMETER = "sort";

  private static final int MOST = 4;

  /** Those of the parameter {@code sort}: names separated by commas, {@code -} for descending. */
  static List<SortKey> of(Parameters parameters) {
    var keys = new ArrayList<SortKey>();
    for (String text : parameters.list(PARAMETER, MOST)) {
      boolean descending = text.startsWith("-");
      keys.add(
          new SortKey(
              descending ? text.substring(1) : text,
              descending ? Direction.DESCENDING : Direction.ASCENDING));
    }
    return keys;
  }
}
