package io.heapster.processors;

import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Roster;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one table after a processor added some: made from the labels before and from a
 * cause (the object behind the row), and kept while both are the same objects as a tick ago. When
 * that holds for every row, the whole column is the one of a tick ago. Not thread-safe.
 */
final class DerivedLabels<C> {
  private static final int MOST_FORMS = 16;

  /** Makes the labels of a row. The cause is null where no object is known. */
  interface Rule<C> {
    Labels labels(EntityKey key, Labels before, @Nullable C cause);
  }

  private final Rule<C> rule;
  // Labels made so far with keys of their own; later ones with the same keys share the array.
  private final List<Labels> forms = new ArrayList<>();
  private Roster roster = Roster.EMPTY;
  private LabelColumn before = LabelColumn.EMPTY;
  private List<@Nullable C> causes = List.of();
  private LabelColumn derived = LabelColumn.EMPTY;

  DerivedLabels(Rule<C> rule) {
    this.rule = rule;
  }

  /**
   * @param causesNow one for each row; not changed afterwards
   */
  LabelColumn of(EntityTable table, List<@Nullable C> causesNow) {
    boolean unchanged =
        table.roster() == roster && table.labels() == before && same(causesNow, causes);
    if (!unchanged) {
      derived = LabelColumn.of(derive(table, causesNow));
      roster = table.roster();
      before = table.labels();
      causes = causesNow;
    }
    return derived;
  }

  private List<Labels> derive(EntityTable table, List<@Nullable C> causesNow) {
    var match = RowMatch.between(table.roster(), roster);
    var labels = new ArrayList<Labels>(table.size());
    for (int row = 0; row < table.size(); row++) {
      int was = match.of(row);
      boolean kept =
          was != Roster.NONE
              && before.get(was) == table.labels(row)
              && causes.get(was) == causesNow.get(row);
      labels.add(kept ? derived.get(was) : derive(table, row, causesNow.get(row)));
    }
    return labels;
  }

  private Labels derive(EntityTable table, int row, @Nullable C cause) {
    Labels given = table.labels(row);
    Labels made = rule.labels(table.key(row), given, cause);
    return made == given ? given : share(made);
  }

  private Labels share(Labels made) {
    for (Labels form : forms) {
      Labels shared = made.sharingKeysWith(form);
      if (shared != made) {
        return shared;
      }
    }
    if (forms.size() < MOST_FORMS) {
      forms.add(made);
    }
    return made;
  }

  static <C> boolean same(List<@Nullable C> some, List<@Nullable C> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }
}
