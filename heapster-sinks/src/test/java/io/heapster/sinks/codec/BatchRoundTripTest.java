package io.heapster.sinks.codec;

import static io.heapster.sinks.codec.SameBatch.assertSameBatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Roster;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchRoundTripTest {
  private final BatchEncoder encoder = new BatchEncoder();
  private final BatchDecoder decoder = new BatchDecoder();

  @Test
  void decode_sampleBatch_isTheSame() throws Exception {
    DataBatch batch = SampleBatch.batch();

    assertSameBatch(decoder.decode(encoder.encode(batch)), batch);
    assertThat(decoder.droppedMetrics()).isZero();
  }

  @Test
  void decode_emptyBatch_isTheSame() throws Exception {
    DataBatch batch = DataBatch.empty(Instant.MIN);

    assertSameBatch(decoder.decode(encoder.encode(batch)), batch);
  }

  @Test
  void decode_randomBatches_areTheSame() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      DataBatch batch = new RandomBatch(seed).next();
      DataBatch decoded = decoder.decode(encoder.encode(batch));
      try {
        assertSameBatch(decoded, batch);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void decode_notPacked_isTheSame() throws Exception {
    DataBatch batch = new RandomBatch(7).next();

    ByteBuffer plain = new BatchEncoder(new BlockWriter(false)).encode(batch);

    assertThat(plain.remaining()).isGreaterThan(encoder.encode(batch).remaining());
    assertSameBatch(decoder.decode(plain), batch);
  }

  @Test
  void decode_bufferWithoutArrayOrAtAnOffset_isTheSame() throws Exception {
    DataBatch batch = SampleBatch.batch();
    ByteBuffer record = encoder.encode(batch);
    ByteBuffer direct = ByteBuffer.allocateDirect(record.remaining() + 30).position(10);
    direct.put(record.duplicate()).limit(direct.position()).position(10);
    ByteBuffer middle = ByteBuffer.allocate(record.remaining() + 30).position(20).slice();
    middle.position(5).put(record.duplicate()).flip().position(5);

    assertSameBatch(decoder.decode(direct), batch);
    assertSameBatch(decoder.decode(middle), batch);
    assertThat(direct.position()).isEqualTo(10);
    assertThat(middle.position()).isEqualTo(5);
  }

  @Test
  void decode_columnShorterThanItsTable_hasNoValueAtTheEnd() throws Exception {
    DataBatch batch = SampleBatch.batch();
    EntityTable longer =
        batch.nodes().toBuilder()
            .append(List.of(new EntityKey.Node("late")), List.of(Labels.EMPTY))
            .build();

    assertSameBatch(decoder.decode(encoder.encode(batch.with(longer))), batch.with(longer));
  }

  @Test
  void encode_whatPacksTooWell_isStillRead() throws Exception {
    int rows = 300_000;
    EntityTable table =
        EntityTable.builder(EntityKind.NODE)
            .entities(
                Roster.of(Collections.nCopies(rows, new EntityKey.Node("same"))),
                LabelColumn.of(Collections.nCopies(rows, Labels.of("a", "b"))))
            .column(PlainMetrics.UPTIME, Column.constant(ValueType.INT64, rows, 7))
            .build();
    DataBatch batch = DataBatch.empty(Instant.EPOCH).with(table);

    DataBatch decoded = decoder.decode(encoder.encode(batch));

    assertThat(decoded.nodes().roster().sameKeys(table.roster())).isTrue();
    assertThat(decoded.nodes().column(PlainMetrics.UPTIME))
        .isEqualTo(table.column(PlainMetrics.UPTIME));
  }
}
