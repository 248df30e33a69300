package io.heapster.app.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table that sets another program's flags against ours: the head of its first column is the name
 * of that program. Flags in that column are the other program's, all others are ours.
 *
 * @param program as the head says
 */
record ForeignTable(String program, List<Row> rows) {
  static final Set<String> PROGRAMS =
      Set.of("Heapster", "eventer", "metrics-server", "prometheus-adapter");

  /**
   * @param cells the first one is the other program's
   */
  record Row(int line, List<String> cells) {
    Row {
      cells = List.copyOf(cells);
    }

    /** What the row says about the flags of its first cell. */
    String here() {
      return cells.size() < 2 ? "" : cells.get(1);
    }
  }

  ForeignTable {
    rows = List.copyOf(rows);
  }

  /** The tables of a page, in order. */
  static List<ForeignTable> of(MarkdownPage page) {
    var tables = new ArrayList<ForeignTable>();
    var rows = new ArrayList<Row>();
    for (MarkdownPage.Line line : page.typed()) {
      if (!line.code() && line.text().startsWith("|")) {
        rows.add(new Row(line.number(), cells(line.text())));
      } else {
        table(rows).ifPresent(tables::add);
        rows.clear();
      }
    }
    table(rows).ifPresent(tables::add);
    return tables;
  }

  private static Optional<ForeignTable> table(List<Row> rows) {
    return rows.size() > 2 && PROGRAMS.contains(rows.getFirst().cells().getFirst())
        ? Optional.of(
            new ForeignTable(rows.getFirst().cells().getFirst(), rows.subList(2, rows.size())))
        : Optional.empty();
  }

  private static List<String> cells(String line) {
    return List.of(line.strip().replaceAll("^\\||\\|$", "").split("(?<!\\\\)\\|")).stream()
        .map(String::strip)
        .toList();
  }
}
