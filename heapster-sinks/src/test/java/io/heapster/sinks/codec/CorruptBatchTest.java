package io.heapster.sinks.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.sun.management.ThreadMXBean;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.MetricUnit;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Owners;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorruptBatchTest {
  private static final long MOST_HEAP = 256L << 20;

  /** Where the length of the header block stands. */
  private static final int HEADER_LENGTH_AT = 7;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static byte[] sample(boolean packed) {
    return bytes(new BatchEncoder(new BlockWriter(packed)).encode(SampleBatch.batch()));
  }

  private static byte[] bytes(ByteBuffer record) {
    byte[] bytes = new byte[record.remaining()];
    record.get(bytes);
    return bytes;
  }

  /** Decodes, and fails on anything but a batch or a CorruptBatchException, or on too much heap. */
  private boolean isRead(byte[] record) {
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean read = true;
    try {
      DataBatch batch = new BatchDecoder().decode(ByteBuffer.wrap(record));
      assertThat(batch).isNotNull();
    } catch (CorruptBatchException e) {
      assertThat(e.getMessage()).contains("offset");
      read = false;
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_HEAP);
    return read;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void decode_cutAtAnyByte_isCorrupt(boolean packed) {
    byte[] record = sample(packed);

    for (int length = 0; length < record.length; length++) {
      assertThat(isRead(Arrays.copyOf(record, length))).as("cut at %d", length).isFalse();
    }
    assertThat(isRead(record)).isTrue();
    assertThat(isRead(Arrays.copyOf(record, record.length + 1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void decode_anyBitFlipped_isCorruptOrABatch(boolean packed) {
    byte[] record = sample(packed);
    int corrupt = 0;

    for (int bit = 0; bit < 8 * record.length; bit++) {
      record[bit >> 3] ^= (byte) (1 << (bit & 7));
      corrupt += isRead(record) ? 0 : 1;
      record[bit >> 3] ^= (byte) (1 << (bit & 7));
    }
    assertThat(corrupt).isGreaterThan(record.length);
  }

  @Test
  void decode_anyByteReplaced_isCorruptOrABatch() {
    byte[] record = sample(false);
    int[] values = {0, 1, 0x7F, 0x80, 0xFE, 0xFF};

    for (int at = 0; at < record.length; at++) {
      byte kept = record[at];
      for (int value : values) {
        record[at] = (byte) value;
        isRead(record);
      }
      record[at] = kept;
    }
    assertThat(isRead(record)).isTrue();
  }

  @Test
  void decode_randomDamage_isCorruptOrABatch() {
    var random = new Random(5);
    byte[] whole = sample(false);
    for (int i = 0; i < 5000; i++) {
      byte[] record = whole.clone();
      for (int damage = random.nextInt(6); damage >= 0; damage--) {
        record[5 + random.nextInt(record.length - 5)] = (byte) random.nextInt();
      }
      isRead(record);
    }
  }

  @Test
  void decode_noRecord_saysWhatWasExpected() {
    assertThatThrownBy(() -> new BatchDecoder().decode(UTF_8.encode("no batch")))
        .isInstanceOf(CorruptBatchException.class)
        .hasMessage("batch record at offset 4 of 8: magic 48424154 expected, found 6e6f2062");
  }

  @Test
  void decode_lengthPastTheEnd_saysHowMuchIsMissing() {
    byte[] record = sample(false);
    record[HEADER_LENGTH_AT] = 100;

    assertThatThrownBy(() -> new BatchDecoder().decode(ByteBuffer.wrap(record, 0, 60)))
        .isInstanceOf(CorruptBatchException.class)
        .hasMessage("batch record at offset 8 of 60: header: needs 100 bytes, 52 are left");
  }

  @Test
  void decode_ownerPastItsTable_isCorrupt() {
    DataBatch batch = SampleBatch.batch();
    DataBatch wrong = batch.toBuilder().nodeOfPod(Owners.of(new int[] {0, 1})).build();
    ByteBuffer record = new BatchEncoder().encode(wrong);

    assertThatThrownBy(() -> new BatchDecoder().decode(record))
        .isInstanceOf(CorruptBatchException.class)
        .hasMessageEndingWith("node of pod 1 is 1 of 1 rows");
  }

  @Test
  void decode_nodesGoneButPodsAsBefore_isCorrupt() throws Exception {
    DataBatch batch = SampleBatch.batch();
    var decoder = new BatchDecoder();
    var encoder = new BatchEncoder();
    decoder.decode(encoder.encode(batch));
    ByteBuffer record = encoder.encode(batch.with(EntityTable.empty(EntityKind.NODE)));

    assertThatThrownBy(() -> decoder.decode(record))
        .isInstanceOf(CorruptBatchException.class)
        .hasMessageEndingWith("node of pod 0 is 0 of 0 rows");
  }

  @Test
  void decode_metricNamedTwice_isCorrupt() {
    DataBatch batch = SampleBatch.batch();
    Metric twin = custom("cpu/usage");
    Column values = Column.constant(ValueType.INT64, batch.nodes().size(), 1);
    EntityTable nodes = batch.nodes().toBuilder().column(twin, values).build();
    ByteBuffer record = new BatchEncoder().encode(batch.with(nodes));

    assertThatThrownBy(() -> new BatchDecoder().decode(record))
        .isInstanceOf(CorruptBatchException.class)
        .hasMessageEndingWith("metric 'cpu/usage' comes twice");
  }

  private static Metric custom(String name) {
    return new Metric(
        Metric.NO_INDEX,
        name,
        false,
        MetricKind.GAUGE,
        ValueType.INT64,
        MetricUnit.COUNT,
        "twin",
        Metric.Origin.CUSTOM,
        Set.of());
  }

  @Test
  void decode_afterACorruptRecord_readsTheNextOne() throws Exception {
    byte[] record = sample(true);
    var decoder = new BatchDecoder();
    assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(record, 0, record.length - 9)))
        .isInstanceOf(CorruptBatchException.class);

    SameBatch.assertSameBatch(decoder.decode(ByteBuffer.wrap(record)), SampleBatch.batch());
  }

  /** A record whose first block says that it unpacks to {@code claimed} bytes. */
  private static byte[] bomb(int claimed, byte[] packed) {
    var record = new ByteWriter();
    record.put(sample(false), 0, RecordFormat.START);
    record.put(RecordFormat.HEADER);
    record.put(RecordFormat.ZSTD);
    record.putVarint(claimed);
    record.putVarint(packed.length);
    record.put(packed, 0, packed.length);
    return Arrays.copyOf(record.array(), record.size());
  }

  @Test
  void decode_smallBlockThatUnpacksToMuch_isRefusedBeforeMemoryIsTaken() {
    byte[] packed = Zstd.compress(new byte[100 << 20]);

    assertThat(packed.length).isLessThan(20_000);
    assertThatThrownBy(() -> new BatchDecoder().decode(ByteBuffer.wrap(bomb(100 << 20, packed))))
        .isInstanceOf(CorruptBatchException.class)
        .hasMessageContaining("104857600 bytes unpacked from " + packed.length);
    assertThat(isRead(bomb(1 << 20, packed))).isFalse();
  }

  @Test
  void decode_manyRowsFromFewBytes_takesBoundedMemory() {
    var layout = new ByteWriter();
    int rows = 1_000_000;
    layout.putVarint(rows);
    new NumberWriter().write(new long[rows], rows, layout);
    var record = new ByteArrayOutputStream();
    byte[] sample = sample(false);
    record.write(sample, 0, HEADER_LENGTH_AT + 1 + sample[HEADER_LENGTH_AT]);
    var out = new ByteWriter();
    var framing = new BlockWriter(true);
    framing.write(RecordFormat.STRINGS, strings(), out);
    framing.write(RecordFormat.LAYOUT, layout, out);
    record.write(out.array(), 0, out.size());

    assertThat(isRead(record.toByteArray())).isFalse();
  }

  private static ByteWriter strings() {
    var strings = new StringTable();
    strings.indexOf("");
    var out = new ByteWriter();
    strings.writeTo(out, new NumberWriter());
    return out;
  }
}
