package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;

/**
 * Writes who is measured, for one group of tables: keys, labels, devices of each row, and for pods
 * the owners. All strings of a group stand once, in a block of their own. Not thread-safe.
 */
final class IdentityWriter {
  private final NumberWriter numbers = new NumberWriter();
  private final StringTable strings = new StringTable();
  private final ByteWriter layout = new ByteWriter();
  private final ByteWriter dictionary = new ByteWriter();
  private final LabelWriter labels = new LabelWriter(strings, numbers, layout);
  private long[] column = new long[0];

  /** Writes the two blocks of a group. */
  void write(DataBatch batch, int group, BlockWriter blocks, ByteWriter out) {
    strings.clear();
    layout.clear();
    dictionary.clear();
    for (EntityKind kind : RecordFormat.GROUPS.get(group)) {
      writeTable(batch, batch.table(kind));
    }
    strings.writeTo(dictionary, numbers);
    blocks.write(RecordFormat.STRINGS + group, dictionary, out);
    blocks.write(RecordFormat.LAYOUT + group, layout, out);
  }

  private void writeTable(DataBatch batch, EntityTable table) {
    int rows = table.size();
    if (column.length < rows) {
      column = new long[rows + rows / 2];
    }
    layout.putVarint(rows);
    if (table.kind() == EntityKind.POD) {
      writeOwners(batch.namespaceOfPod());
      writeOwners(batch.nodeOfPod());
    } else if (table.kind() == EntityKind.POD_CONTAINER) {
      writeOwners(batch.podOfContainer());
    }
    for (int part = 0; part < KeyParts.count(table.kind()); part++) {
      writeKeys(table.roster(), part);
    }
    labels.write(table.labels()::get, rows);
    writeDevices(table.series(), rows);
  }

  private void writeKeys(Roster roster, int part) {
    for (int row = 0; row < roster.size(); row++) {
      column[row] = strings.indexOf(part(roster.key(row), part));
    }
    numbers.write(column, roster.size(), layout);
  }

  private static String part(EntityKey key, int part) {
    return switch (key) {
      case EntityKey.Cluster _ -> "";
      case EntityKey.Namespace namespace -> namespace.name();
      case EntityKey.Node node -> node.name();
      case EntityKey.Pod pod -> part == 0 ? pod.namespace() : pod.name();
      case EntityKey.PodContainer container ->
          part == 2 ? container.name() : part(container.pod(), part);
      case EntityKey.SystemContainer container ->
          part == 1 ? container.name() : container.node().name();
    };
  }

  private void writeDevices(LabeledSeries series, int rows) {
    int count = rows == 0 ? 0 : series.end(rows - 1);
    layout.putVarint(count);
    if (count > 0) {
      for (int row = 0; row < rows; row++) {
        int ofRow = series.end(row) - series.first(row);
        column[row] = ofRow;
      }
      numbers.write(column, rows, layout);
      labels.write(series::labels, count);
    }
  }

  private void writeOwners(Owners owners) {
    for (int row = 0; row < owners.size(); row++) {
      column[row] = owners.of(row);
    }
    numbers.write(column, owners.size(), layout);
  }
}
