package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.HistoryException;
import io.heapster.core.history.HistoryQuery;
import io.heapster.core.history.HistorySeries;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of an answer, by entity, up to a number of cells. Used by one thread. */
final class GatheredSeries implements Answer {
  private final HistoryQuery query;
  private final EntityKind kind;
  private final int columns;
  private final int most;
  private final Map<List<String>, HistorySeries.Builder> series = new HashMap<>();
  private HistorySeries.Builder current;
  private int cells;

  GatheredSeries(HistoryQuery query, int most) {
    this.query = query;
    this.kind = query.keys().getFirst().kind();
    this.columns = query.isRaw() ? 1 : query.aggregations().size();
    this.most = most;
    this.current = new HistorySeries.Builder(columns);
  }

  @Override
  public void series(String name, Map<String, String> tags, List<String> header)
      throws HistoryException {
    if (header.size() != columns + 1) {
      throw HistoryException.failed(
          "the database answers %s instead of a time and %d columns".formatted(header, columns));
    }
    current = series.computeIfAbsent(Selector.values(kind, tags), _ -> builder());
  }

  @Override
  public void row(@Nullable Object[] row) throws HistoryException {
    cells += columns;
    if (cells > most) {
      throw HistoryException.tooLarge(
          "the answer has more than %d values: narrow the range, or use metrics-aggregated with a"
                  .formatted(most)
              + " (larger) bucket");
    }
    if (!(row[0] instanceof Long time)) {
      throw HistoryException.failed(
          "Unable to parse timestamp \"" + row[0] + "\" in series \"" + query.metric() + '"');
    }
    for (int column = 1; column < row.length; column++) {
      if (row[column] == null) {
        // No such value at this time.
        return;
      }
    }
    current.row(isWhole() ? startNanos() : time);
    for (int column = 0; column < columns; column++) {
      set(column, row[column + 1]);
    }
  }

  private void set(int column, @Nullable Object cell) throws HistoryException {
    switch (cell) {
      case Long integer -> current.set(column, integer.longValue());
      case Double number -> current.set(column, number.doubleValue());
      case null, default ->
          throw HistoryException.failed(
              "Unable to parse values in series \"" + query.metric() + "\": \"" + cell + '"');
    }
  }

  /** One series for each key of the query. */
  List<HistorySeries> byKey() {
    var built = new HashMap<List<String>, HistorySeries>();
    series.forEach((names, builder) -> built.put(names, builder.build()));
    HistorySeries none = HistorySeries.empty(columns);
    return query.keys().stream()
        .map(key -> built.getOrDefault(Selector.values(key), none))
        .toList();
  }

  /** Whole numbers lose their point on the wire; the type of a known metric does not. */
  private HistorySeries.Builder builder() {
    var builder = new HistorySeries.Builder(columns);
    boolean isDouble =
        MetricCatalog.find(query.metric())
            .map(metric -> metric.valueType() == ValueType.DOUBLE)
            .orElse(false);
    return query.isRaw() && isDouble ? builder.asDoubles(0) : builder;
  }

  /** The database gives such a row the time of a maximum, of the range, or of the epoch. */
  private boolean isWhole() {
    return !query.isRaw() && query.bucket().isZero();
  }

  private long startNanos() {
    return Statements.nanos(query.range().start());
  }
}
