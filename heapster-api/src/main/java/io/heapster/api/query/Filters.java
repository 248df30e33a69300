package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.SelectorException;
import io.heapster.core.model.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are asked for: those that pass all filters.
 *
 * @param exact the name wanted in a column
 * @param search wanted somewhere in one of the names, in lower case; empty for all
 */
record Filters(
    Map<Identity, String> exact, String search, LabelSelector labels, List<Condition> conditions) {
  /** The parameters read here. */
  static final List<String> PARAMETERS =
      List.of("namespace", "node", "pod", "search", "labels", Condition.PARAMETER);

  private static final int MOST_CONDITIONS = 8;

  /** The longest name that Kubernetes allows. */
  private static final int LONGEST_SEARCH = 253;

  private static final List<Identity> EXACT =
      List.of(Identity.NAMESPACE, Identity.NODE, Identity.POD);

  /** Passes rows, cheap ones to ask first. */
  private interface RowFilter {
    boolean passes(int row);
  }

  /**
   * @throws ApiException 400 when one is malformed, or makes no sense for the kind
   */
  static Filters of(Parameters parameters, RowKind kind) {
    var conditions = new ArrayList<Condition>();
    for (String text : parameters.all(Condition.PARAMETER, MOST_CONDITIONS)) {
      conditions.add(Condition.parse(text, kind));
    }
    return new Filters(
        exact(parameters, kind), search(parameters), labels(parameters, kind), conditions);
  }

  private static Map<Identity, String> exact(Parameters parameters, RowKind kind) {
    var exact = new EnumMap<Identity, String>(Identity.class);
    for (Identity identity : EXACT) {
      String name = parameters.text(identity.text());
      if (!name.isEmpty() && !kind.identities().contains(identity)) {
        List<String> known = kind.identities().stream().map(Identity::text).toList();
        throw Parameters.problem(
            identity.text(),
            name,
            "kind=%s has no such column%s"
                .formatted(
                    kind.text(), known.isEmpty() ? "" : ", but " + String.join(", ", known)));
      }
      if (!name.isEmpty()) {
        exact.put(identity, name);
      }
    }
    return exact;
  }

  private static String search(Parameters parameters) {
    String text = parameters.text("search");
    if (text.length() > LONGEST_SEARCH) {
      throw ApiException.badRequest(
          "search has %d characters; at most %d are allowed"
              .formatted(text.length(), LONGEST_SEARCH));
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static LabelSelector labels(Parameters parameters, RowKind kind) {
    String text = parameters.text("labels");
    if (!text.isEmpty() && kind == RowKind.CLUSTER) {
      throw Parameters.problem("labels", text, "the cluster has no labels");
    }
    try {
      return LabelSelector.parse(text);
    } catch (SelectorException e) {
      throw Parameters.problem(
          "labels",
          text,
          "expected a label selector such as app=web,tier!=back: "
              + Parameters.shown(String.valueOf(e.getMessage())));
    }
  }

  /** The rows that pass, in row order. */
  int[] matching(Rows rows) {
    List<RowFilter> filters = filters(rows);
    int[] matching = new int[rows.size()];
    int count = 0;
    for (int row = 0; row < matching.length; row++) {
      if (passes(filters, row)) {
        matching[count++] = row;
      }
    }
    return Arrays.copyOf(matching, count);
  }

  private static boolean passes(List<RowFilter> filters, int row) {
    for (int i = 0; i < filters.size(); i++) {
      if (!filters.get(i).passes(row)) {
        return false;
      }
    }
    return true;
  }

  private List<RowFilter> filters(Rows rows) {
    var filters = new ArrayList<RowFilter>();
    for (Condition condition : conditions) {
      Column numbers = rows.numbers(condition.measure());
      filters.add(row -> condition.holds(numbers, row));
    }
    exact.forEach((identity, name) -> {
      @Nullable String[] names = rows.names(identity);
      filters.add(row -> name.equals(names[row]));
    });
    if (!search.isEmpty()) {
      List<@Nullable String[]> names = rows.kind().identities().stream().map(rows::names).toList();
      filters.add(row -> isFound(names, row));
    }
    if (!labels.isEmpty()) {
      filters.add(row -> labels.matches(rows.labels(row)::get));
    }
    return filters;
  }

  private boolean isFound(List<@Nullable String[]> names, int row) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i)[row];
      // A name in lower case, as most are, is not copied.
      if (name != null && name.toLowerCase(Locale.ROOT).contains(search)) {
        return true;
      }
    }
    return false;
  }
}
