package io.heapster.sinks.codec;

import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatch.Coverage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns batches into records: each holds all of its batch and needs no other record to be read. Not
 * thread-safe: for one thread, which encodes batches in the order of ticks.
 *
 * <p>A record is "HBAT", a version byte and a row of blocks, each packed by zstd where that pays:
 * time and coverage; for each of three groups of tables its strings and its layout (keys, labels,
 * devices, owners); for each of six tables its columns, metrics by name. {@code
 * docs/journal-format.md} has every byte.
 *
 * <p>Strings and layout are most of the work when somebody came or went, and none while nobody did:
 * the blocks of the last batch are copied while rosters, labels, devices and owners are the same
 * objects. Keeps the arrays of the largest batch so far (at 1,000 nodes about 25 MB), and the last
 * rosters and labels.
 */
public final class BatchEncoder {
  private final BlockWriter blocks;
  private final ByteWriter record = new ByteWriter();
  private final ByteWriter header = new ByteWriter();
  private final IdentityWriter identity = new IdentityWriter();
  private final ValueWriter values = new ValueWriter();
  private final List<IdentityCache> caches = new ArrayList<>();

  public BatchEncoder() {
    this(new BlockWriter(true));
  }

  BatchEncoder(BlockWriter blocks) {
    this.blocks = blocks;
    for (int group = 0; group < RecordFormat.GROUPS.size(); group++) {
      caches.add(new IdentityCache(group));
    }
  }

  /**
   * The batch's record, from position to limit, backed by an array; its bytes are overwritten by
   * the next call.
   *
   * @throws IllegalArgumentException if a table takes more than 1 GiB
   */
  public ByteBuffer encode(DataBatch batch) {
    record.clear();
    for (int shift = 24; shift >= 0; shift -= 8) {
      record.put(RecordFormat.MAGIC >>> shift);
    }
    record.put(RecordFormat.VERSION);
    writeHeader(batch);
    for (IdentityCache cache : caches) {
      cache.write(batch, identity, blocks, record);
    }
    for (int table = 0; table < RecordFormat.TABLES.size(); table++) {
      values.write(
          batch.table(RecordFormat.TABLES.get(table)), RecordFormat.VALUES + table, blocks, record);
    }
    return ByteBuffer.wrap(record.array(), 0, record.size());
  }

  private void writeHeader(DataBatch batch) {
    Coverage coverage = batch.coverage();
    Instant timestamp = batch.timestamp();
    header.clear();
    header.putLong(timestamp.getEpochSecond());
    header.putVarint(timestamp.getNano());
    header.putVarint(Integer.toUnsignedLong(coverage.nodes()));
    header.putVarint(Integer.toUnsignedLong(coverage.scraped()));
    blocks.write(RecordFormat.HEADER, header, record);
  }
}
