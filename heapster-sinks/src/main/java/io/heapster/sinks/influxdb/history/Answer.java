package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.HistoryException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes an answer as it comes in, row by row. */
interface Answer {

  /** The columns of the rows that follow; told again in the middle of a long series. */
  void series(String name, Map<String, String> tags, List<String> columns) throws HistoryException;

  /**
   * A row.
   *
   * @param cells a {@code Long}, {@code Double}, {@code String}, {@code Boolean} or null each;
   *     reused for the next row
   */
  void row(@Nullable Object[] cells) throws HistoryException;
}
