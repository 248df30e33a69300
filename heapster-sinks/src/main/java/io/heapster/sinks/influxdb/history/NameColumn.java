package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.HistoryException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The different texts of one column, over all series of an answer. Used by one thread. */
final class NameColumn implements Answer {
  private final String column;
  private final int most;
  private final SortedSet<String> names = new TreeSet<>();
  private int position;

  NameColumn(String column, int most) {
    this.column = column;
    this.most = most;
  }

  @Override
  public void series(String name, Map<String, String> tags, List<String> columns)
      throws HistoryException {
    position = columns.indexOf(column);
    if (position < 0) {
      throw HistoryException.failed(
          "the database answers %s without a column \"%s\"".formatted(columns, column));
    }
  }

  @Override
  public void row(@Nullable Object[] cells) throws HistoryException {
    if (cells[position] instanceof String name) {
      names.add(name);
      if (names.size() > most) {
        throw HistoryException.tooLarge("the answer has more than " + most + " names");
      }
    }
  }

  SortedSet<String> names() {
    return names;
  }
}
