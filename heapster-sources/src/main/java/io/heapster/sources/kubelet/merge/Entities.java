package io.heapster.sources.kubelet.merge;

import io.heapster.core.model.EntityKey;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Roster;
import java.util.List;

/** The keys and labels of one table. Immutable; the same objects in successive ticks if equal. */
record Entities(Roster roster, LabelColumn labels) {
  static final Entities NONE = new Entities(Roster.EMPTY, LabelColumn.EMPTY);

  /** The given rows, with the objects of {@code before} where they list the same. */
  static Entities of(List<? extends EntityKey> keys, List<Labels> labels, Entities before) {
    var fresh = Roster.of(keys);
    if (!fresh.sameKeys(before.roster)) {
      return new Entities(fresh, LabelColumn.of(labels));
    }
    return sameLabels(labels, before.labels)
        ? before
        : new Entities(before.roster, LabelColumn.of(labels));
  }

  private static boolean sameLabels(List<Labels> labels, LabelColumn before) {
    for (int row = 0; row < labels.size(); row++) {
      if (!labels.get(row).equals(before.get(row))) {
        return false;
      }
    }
    return true;
  }
}
