package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.api.http.Request;
import io.heapster.api.query.RowOrder.Direction;
import io.heapster.core.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows and columns of a table are asked for.
 *
 * @param sort columns to sort by, before the key
 * @param history metrics whose kept values are asked for, too
 */
record TableQuestion(
    RowKind kind,
    List<Measure> measures,
    List<Sorting> sort,
    Filters filters,
    Page page,
    List<Metric> history) {
  static final int MOST_METRICS = 32;
  private static final int MOST_HISTORY = 4;

  /** With history, an answer has many more numbers. */
  private static final int MOST_ROWS_WITH_HISTORY = 200;

  private static final List<String> PARAMETERS =
      Stream.concat(
              Stream.of("kind", "metrics", SortKey.PARAMETER, Page.LIMIT, Page.OFFSET, "history"),
              Filters.PARAMETERS.stream())
          .toList();

  /** One column's part in the order. */
  interface Sorting {
    RowOrder of(Rows rows);
  }

  /**
   * @throws ApiException 400 for whatever is wrong
   */
  static TableQuestion of(Request request) {
    var parameters = Parameters.of(request, PARAMETERS);
    RowKind kind = RowKind.of(parameters, RowKind.ALL);
    List<String> measures = parameters.list("metrics", MOST_METRICS);
    List<String> history = parameters.list("history", MOST_HISTORY);
    Page page = Page.of(parameters);
    if (!history.isEmpty() && page.limit() > MOST_ROWS_WITH_HISTORY) {
      throw Parameters.problem(
          Page.LIMIT,
          Integer.toString(page.limit()),
          "at most " + MOST_ROWS_WITH_HISTORY + " rows are answered with history");
    }
    return new TableQuestion(
        kind,
        Measures.named(measures, kind, "metrics"),
        SortKey.of(parameters).stream().map(key -> order(key, kind)).toList(),
        Filters.of(parameters, kind),
        page,
        Measures.kept(history, kind, "history"));
  }

  private static Sorting order(SortKey key, RowKind kind) {
    for (Identity identity : kind.identities()) {
      if (identity.text().equals(key.column())) {
        return rows -> byName(rows, identity, key.direction());
      }
    }
    List<String> names = kind.identities().stream().map(Identity::text).toList();
    Measure measure = Measures.named(key.column(), kind, SortKey.PARAMETER, names);
    return rows -> RowOrder.byNumber(rows.numbers(measure), key.direction());
  }

  /** The order of the rows: as asked, and by key where that leaves it open. */
  RowOrder order(Rows rows) {
    var orders = new ArrayList<RowOrder>();
    sort.forEach(each -> orders.add(each.of(rows)));
    for (Identity identity : kind.identities()) {
      orders.add(byName(rows, identity, Direction.ASCENDING));
    }
    return RowOrder.inTurn(orders);
  }

  private static RowOrder byName(Rows rows, Identity identity, Direction direction) {
    @Nullable String[] names = rows.names(identity);
    return RowOrder.byText(row -> names[row], direction);
  }
}
