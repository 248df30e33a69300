package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.api.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be summed over which entities.
 *
 * @param sort columns of sums to sort by, before the group's name
 */
record SumsQuestion(
    RowKind kind,
    Grouping grouping,
    List<Measure> measures,
    List<Sorting> sort,
    Filters filters,
    Page page) {
  private static final List<RowKind> KINDS =
      List.of(RowKind.NODES, RowKind.PODS, RowKind.CONTAINERS);

  private static final List<String> PARAMETERS =
      Stream.concat(
              Stream.of("kind", "by", "metrics", SortKey.PARAMETER, Page.LIMIT, Page.OFFSET),
              Filters.PARAMETERS.stream())
          .toList();

  /** One column's part in the order. */
  interface Sorting {
    RowOrder of(Sums sums);
  }

  /**
   * @throws ApiException 400 for whatever is wrong
   */
  static SumsQuestion of(Request request) {
    var parameters = Parameters.of(request, PARAMETERS);
    RowKind kind = RowKind.of(parameters, KINDS);
    List<String> names = parameters.list("metrics", TableQuestion.MOST_METRICS);
    List<Measure> measures = Measures.named(names, kind, "metrics");
    measures.forEach(measure -> requireSum(measure, "metrics"));
    return new SumsQuestion(
        kind,
        Grouping.of(parameters, kind),
        measures,
        SortKey.of(parameters).stream().map(key -> order(key, kind)).toList(),
        Filters.of(parameters, kind),
        Page.of(parameters));
  }

  private static Sorting order(SortKey key, RowKind kind) {
    return switch (key.column()) {
      case Sums.GROUP -> sums -> RowOrder.byText(sums::name, key.direction());
      case Sums.COUNT -> sums -> RowOrder.byNumber(sums.counts(), key.direction());
      default -> {
        Measure measure =
            Measures.named(key.column(), kind, SortKey.PARAMETER, List.of(Sums.GROUP, Sums.COUNT));
        requireSum(measure, SortKey.PARAMETER);
        yield sums -> RowOrder.byNumber(sums.of(measure), key.direction());
      }
    };
  }

  private static void requireSum(Measure measure, String parameter) {
    Optional<String> reason = measure.whyNoSum();
    if (reason.isPresent()) {
      throw Parameters.problem(parameter, measure.text(), reason.get());
    }
  }
}
