package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.util.ArrayList;
import java.util.List;

/**
 * Who stands in one table, without any value.
 *
 * @param devices the shape of the series of each row
 * @param owners of pods: namespaces, nodes; of pod containers: pods; of others none
 */
record TableIdentity(
    EntityKind kind,
    Roster roster,
    LabelColumn labels,
    LabeledSeries devices,
    List<Owners> owners) {

  TableIdentity {
    owners = List.copyOf(owners);
  }

  /** The same, made of the earlier table's objects where these are equal. */
  TableIdentity sharing(TableIdentity earlier) {
    var shared = new ArrayList<Owners>();
    for (int i = 0; i < owners.size(); i++) {
      Owners before = earlier.owners.get(i);
      shared.add(equal(owners.get(i), before) ? before : owners.get(i));
    }
    return new TableIdentity(
        kind,
        roster.sameKeys(earlier.roster) ? earlier.roster : roster,
        equal(labels, earlier.labels) ? earlier.labels : labels,
        devices.sameShape(earlier.devices) ? earlier.devices : devices,
        shared);
  }

  private static boolean equal(Owners one, Owners other) {
    boolean equal = one.size() == other.size();
    for (int row = 0; equal && row < one.size(); row++) {
      equal = one.of(row) == other.of(row);
    }
    return equal;
  }

  private static boolean equal(LabelColumn one, LabelColumn other) {
    boolean equal = one.size() == other.size();
    for (int row = 0; equal && row < one.size(); row++) {
      equal = one.get(row).equals(other.get(row));
    }
    return equal;
  }
}
