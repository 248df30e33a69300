package io.heapster.sinks.codec;

import java.util.Arrays;
import java.util.List;

/**
 * What one group of tables was read to last time, and from which bytes: while these are the same,
 * so are the objects. Not thread-safe.
 */
final class IdentityMemory {
  private final int group;
  private byte[] read = new byte[0];
  private List<TableIdentity> tables = List.of();

  IdentityMemory(int group) {
    this.group = group;
  }

  /** The group's tables, from the next two blocks. */
  List<TableIdentity> read(BlockReader blocks, ByteReader record, NumberReader numbers)
      throws CorruptBatchException {
    int start = record.position();
    String names = RecordFormat.GROUPS.get(group).toString();
    BlockReader.Stored strings = blocks.next(RecordFormat.STRINGS + group, "strings of " + names);
    BlockReader.Stored layout = blocks.next(RecordFormat.LAYOUT + group, "layout of " + names);
    int end = record.position();
    if (!Arrays.equals(record.array(), start, end, read, 0, read.length)) {
      String[] table = StringReader.readTable(blocks.open(strings), numbers);
      tables = shared(new IdentityReader(blocks.open(layout), numbers, table).read(group));
      read = Arrays.copyOfRange(record.array(), start, end);
    }
    return tables;
  }

  private List<TableIdentity> shared(List<TableIdentity> fresh) {
    TableIdentity[] all = fresh.toArray(TableIdentity[]::new);
    for (int i = 0; i < tables.size(); i++) {
      all[i] = all[i].sharing(tables.get(i));
    }
    return List.of(all);
  }
}
