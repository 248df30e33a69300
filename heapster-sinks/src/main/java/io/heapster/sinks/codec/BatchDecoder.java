package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatch.Coverage;
import io.heapster.core.model.DataBatchBuilder;
import io.heapster.core.model.Owners;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns records of {@link BatchEncoder} back into batches. Not thread-safe: for one thread.
 *
 * <p>Remembers whom the last batch listed: batches that list the same share rosters, labels and
 * owners, as those of successive ticks do. Trusts no byte: each count and index is checked before
 * anything is made for it, and the memory taken is bounded by the length of the record.
 */
public final class BatchDecoder {
  private static final int MAGIC_BYTES = 4;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private final NumberReader numbers = new NumberReader();
  private final List<IdentityMemory> memories = new ArrayList<>();
  private final ValueReader values;
  private byte[] scratch = new byte[0];

  public BatchDecoder() {
    this(MetricCatalog::find);
  }

  /**
   * @param catalogue the standard metric of a name
   */
  BatchDecoder(Function<String, Optional<Metric>> catalogue) {
    this.values = new ValueReader(catalogue, numbers);
    for (int group = 0; group < RecordFormat.GROUPS.size(); group++) {
      memories.add(new IdentityMemory(group));
    }
  }

  /**
   * Columns left out so far, of all batches: values per device of metrics that today's catalogue
   * does not know.
   */
  public long droppedMetrics() {
    return values.dropped();
  }

  /**
   * The batch of the record between position and limit, neither of which is moved. The batch does
   * not refer to the bytes.
   *
   * @throws UnknownBatchVersionException if a newer version wrote it
   * @throws CorruptBatchException if the bytes are no whole record
   */
  public DataBatch decode(ByteBuffer bytes) throws CorruptBatchException {
    ByteReader record = reader(bytes);
    readPrologue(record);
    var blocks = new BlockReader(record, scratch);
    DataBatchBuilder batch = readHeader(blocks);
    List<TableIdentity> tables = new ArrayList<>();
    for (IdentityMemory memory : memories) {
      tables.addAll(memory.read(blocks, record, numbers));
    }
    addOwners(record, tables, batch);
    for (int number = 0; number < RecordFormat.TABLES.size(); number++) {
      EntityKind kind = RecordFormat.TABLES.get(number);
      BlockReader.Stored block = blocks.next(RecordFormat.VALUES + number, "values of " + kind);
      batch.table(values.read(tables.get(number), blocks.open(block)));
    }
    blocks.requireEnd();
    scratch = blocks.scratch();
    return batch.build();
  }

  private static ByteReader reader(ByteBuffer bytes) {
    if (bytes.hasArray()) {
      int start = bytes.arrayOffset() + bytes.position();
      return new ByteReader("batch record", bytes.array(), start, start + bytes.remaining());
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return new ByteReader("batch record", copy, 0, copy.length);
  }

  private static void readPrologue(ByteReader record) throws CorruptBatchException {
    int magic = 0;
    for (int i = 0; i < MAGIC_BYTES; i++) {
      magic = magic << 8 | record.unsignedByte("magic");
    }
    if (magic != RecordFormat.MAGIC) {
      throw record.corrupt(
          "magic "
              + Integer.toHexString(RecordFormat.MAGIC)
              + " expected, found "
              + Integer.toHexString(magic));
    }
    int version = record.unsignedByte("version");
    if (version > RecordFormat.VERSION) {
      throw new UnknownBatchVersionException(version);
    }
    if (version < 1) {
      throw record.corrupt("format version " + version + ", but the first one is 1");
    }
  }

  private static DataBatchBuilder readHeader(BlockReader blocks) throws CorruptBatchException {
    ByteReader in = blocks.open(blocks.next(RecordFormat.HEADER, "header"));
    long seconds = in.longBits("timestamp");
    int nanos = in.count(NANOS_PER_SECOND - 1, "nanoseconds of the timestamp");
    if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
      throw in.corrupt("timestamp of " + seconds + " seconds since 1970");
    }
    int nodes = readInt(in, "nodes");
    int scraped = readInt(in, "nodes scraped");
    in.requireEnd();
    return new DataBatchBuilder(Instant.ofEpochSecond(seconds, nanos))
        .coverage(new Coverage(nodes, scraped));
  }

  private static int readInt(ByteReader in, String what) throws CorruptBatchException {
    long value = in.varint(what);
    if (value >>> Integer.SIZE != 0) {
      throw in.corrupt(what + ": more than 32 bits");
    }
    return (int) value;
  }

  private static void addOwners(
      ByteReader record, List<TableIdentity> tables, DataBatchBuilder batch)
      throws CorruptBatchException {
    List<Owners> ofPods = table(tables, EntityKind.POD).owners();
    Owners ofContainers = table(tables, EntityKind.POD_CONTAINER).owners().getFirst();
    int namespaces = table(tables, EntityKind.NAMESPACE).roster().size();
    int nodes = table(tables, EntityKind.NODE).roster().size();
    int pods = table(tables, EntityKind.POD).roster().size();
    requireRows(record, "namespace of pod", ofPods.getFirst(), namespaces);
    requireRows(record, "node of pod", ofPods.getLast(), nodes);
    requireRows(record, "pod of container", ofContainers, pods);
    batch.namespaceOfPod(ofPods.getFirst()).nodeOfPod(ofPods.getLast());
    batch.podOfContainer(ofContainers);
  }

  private static TableIdentity table(List<TableIdentity> tables, EntityKind kind) {
    return tables.get(RecordFormat.TABLES.indexOf(kind));
  }

  private static void requireRows(ByteReader record, String what, Owners owners, int rows)
      throws CorruptBatchException {
    for (int row = 0; row < owners.size(); row++) {
      if (owners.of(row) >= rows) {
        throw record.corrupt(what + " " + row + " is " + owners.of(row) + " of " + rows + " rows");
      }
    }
  }
}
