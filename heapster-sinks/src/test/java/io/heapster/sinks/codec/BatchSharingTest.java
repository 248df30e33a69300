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
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchSharingTest {
  private final BatchEncoder encoder = new BatchEncoder();
  private final BatchDecoder decoder = new BatchDecoder();

  private static DataBatch withCpu(DataBatch batch, long value) {
    EntityTable nodes = batch.nodes();
    Column cpu = Column.constant(ValueType.INT64, nodes.size(), value);
    return batch.with(nodes.toBuilder().column(PlainMetrics.CPU_USAGE, cpu).build());
  }

  @Test
  void decode_ticksOfTheSameEntities_shareTheirObjects() throws Exception {
    DataBatch batch = SampleBatch.batch();

    DataBatch first = decoder.decode(encoder.encode(batch));
    DataBatch second = decoder.decode(encoder.encode(withCpu(batch, 42)));

    assertSameBatch(second, withCpu(batch, 42));
    for (EntityKind kind : EntityKind.values()) {
      assertThat(second.table(kind).roster()).isSameAs(first.table(kind).roster());
      assertThat(second.table(kind).labels()).isSameAs(first.table(kind).labels());
      assertThat(second.table(kind).series().sameShape(first.table(kind).series())).isTrue();
    }
    assertThat(second.nodes().series().labels(0)).isSameAs(first.nodes().series().labels(0));
    assertThat(second.podOfContainer()).isSameAs(first.podOfContainer());
    assertThat(second.namespaceOfPod()).isSameAs(first.namespaceOfPod());
    assertThat(second.nodeOfPod()).isSameAs(first.nodeOfPod());
  }

  @Test
  void decode_labelChanged_theOthersAreShared() throws Exception {
    DataBatch batch = SampleBatch.batch();
    EntityTable pods = batch.pods();
    var labels = new ArrayList<Labels>();
    for (int row = 0; row < pods.size(); row++) {
      labels.add(pods.labels(row).with("new", "yes"));
    }
    DataBatch changed =
        batch.with(pods.toBuilder().entities(pods.roster(), LabelColumn.of(labels)).build());

    DataBatch first = decoder.decode(encoder.encode(batch));
    DataBatch second = decoder.decode(encoder.encode(changed));

    assertSameBatch(second, changed);
    assertThat(second.pods().roster()).isSameAs(first.pods().roster());
    assertThat(second.pods().labels()).isNotSameAs(first.pods().labels());
    assertThat(second.podContainers().labels()).isSameAs(first.podContainers().labels());
    assertThat(second.podOfContainer()).isSameAs(first.podOfContainer());
  }

  @Test
  void decode_otherEntitiesInBetween_eachIsWhole() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      DataBatch random = new RandomBatch(seed).next();
      DataBatch sample = withCpu(SampleBatch.batch(), seed);

      assertSameBatch(decoder.decode(encoder.encode(random)), random);
      assertSameBatch(decoder.decode(encoder.encode(random)), random);
      assertSameBatch(decoder.decode(encoder.encode(sample)), sample);
    }
  }

  @Test
  void encode_onlyOnePartChanged_isWritten() throws Exception {
    DataBatch batch = SampleBatch.batch();
    EntityTable nodes = batch.nodes();
    Roster renamed = Roster.of(List.of(new EntityKey.Node("renamed")));
    Owners noNode = Owners.of(new int[] {Owners.NONE, Owners.NONE});
    List<DataBatch> changed =
        List.of(
            batch.with(nodes.toBuilder().entities(renamed, nodes.labels()).build()),
            batch.with(nodes.toBuilder().series(LabeledSeries.EMPTY).build()),
            batch.toBuilder().nodeOfPod(noNode).build());

    for (DataBatch each : changed) {
      encoder.encode(batch);
      assertSameBatch(decoder.decode(encoder.encode(each)), each);
    }
  }

  @Test
  void encode_sameIdentity_isByteForByteWhatAFreshEncoderWrites() {
    DataBatch batch = SampleBatch.batch();
    encoder.encode(batch);

    assertThat(encoder.encode(withCpu(batch, 9)))
        .isEqualTo(new BatchEncoder().encode(withCpu(batch, 9)));
  }

  @Test
  void decode_containersOfAPod_shareItsKey() throws Exception {
    DataBatch batch = decoder.decode(encoder.encode(SampleBatch.batch()));

    var container = (EntityKey.PodContainer) batch.podContainers().key(0);
    assertThat(container.pod()).isSameAs(batch.pods().key(0));
  }
}
