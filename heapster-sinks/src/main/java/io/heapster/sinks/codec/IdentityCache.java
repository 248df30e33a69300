package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.util.List;

/**
 * The blocks that one group of tables came to last time, and the objects they were made from: while
 * these stay the same, so do the blocks. Holds no values of a tick. Not thread-safe.
 */
final class IdentityCache {
  private final int group;
  private final ByteWriter blocks = new ByteWriter();
  private Identity written = new Identity(List.of(), List.of());

  private record Part(Roster roster, LabelColumn labels, LabeledSeries devices) {
    static Part of(EntityTable table) {
      return new Part(table.roster(), table.labels(), table.series().withoutValues());
    }

    boolean isOf(EntityTable table) {
      return roster == table.roster()
          && labels == table.labels()
          && devices.sameShape(table.series());
    }
  }

  private record Identity(List<Part> parts, List<Owners> owners) {}

  IdentityCache(int group) {
    this.group = group;
  }

  /** Appends the blocks of the batch's group. */
  void write(DataBatch batch, IdentityWriter writer, BlockWriter framing, ByteWriter out) {
    if (!isWritten(batch)) {
      blocks.clear();
      writer.write(batch, group, framing, blocks);
      written =
          new Identity(kinds().stream().map(batch::table).map(Part::of).toList(), owners(batch));
    }
    out.put(blocks.array(), 0, blocks.size());
  }

  private boolean isWritten(DataBatch batch) {
    if (written.parts().isEmpty()) {
      return false;
    }
    for (int i = 0; i < kinds().size(); i++) {
      if (!written.parts().get(i).isOf(batch.table(kinds().get(i)))) {
        return false;
      }
    }
    List<Owners> owners = owners(batch);
    for (int i = 0; i < owners.size(); i++) {
      if (owners.get(i) != written.owners().get(i)) {
        return false;
      }
    }
    return true;
  }

  private List<EntityKind> kinds() {
    return RecordFormat.GROUPS.get(group);
  }

  private List<Owners> owners(DataBatch batch) {
    return kinds().contains(EntityKind.POD)
        ? List.of(batch.namespaceOfPod(), batch.nodeOfPod(), batch.podOfContainer())
        : List.of();
  }
}
