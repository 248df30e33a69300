package io.heapster.core.model;

import static io.heapster.core.metric.PlainMetrics.CPU_USAGE;
import static io.heapster.core.metric.PlainMetrics.MEMORY_USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.DataBatch.Coverage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DataBatchTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final EntityKey.Pod POD = new EntityKey.Pod("default", "web");
  private static final Labels TYPE = Labels.of("type", "pod");
  private static final Metric HITS = Metric.custom("hits", MetricKind.GAUGE);

  private static Column column(ValueType type, long... values) {
    Column.Builder builder = Column.builder(type, values.length);
    for (int row = 0; row < values.length; row++) {
      builder.set(row, values[row]);
    }
    return builder.build();
  }

  private static EntityTable.Builder pods() {
    return EntityTable.builder(EntityKind.POD)
        .entities(Roster.of(List.of(POD)), LabelColumn.of(List.of(TYPE)))
        .column(CPU_USAGE, column(ValueType.INT64, 5));
  }

  private static DataBatch batch() {
    return new DataBatchBuilder(NOW)
        .table(pods().build())
        .namespaceOfPod(Owners.of(new int[] {Owners.NONE}))
        .nodeOfPod(Owners.of(new int[] {Owners.NONE}))
        .coverage(new Coverage(3, 2))
        .build();
  }

  @Test
  void prepareLookups_everyTable_needsNoMoreBuilding() {
    DataBatch batch = batch();
    assertThat(batch.pods().roster().isPrepared()).isFalse();

    batch.prepareLookups();

    for (EntityKind kind : EntityKind.values()) {
      assertThat(batch.table(kind).roster().isPrepared()).as(kind.type()).isTrue();
    }
  }

  @Test
  void empty_allTables_haveNoRows() {
    DataBatch batch = DataBatch.empty(NOW);

    assertThat(batch.timestamp()).isEqualTo(NOW);
    assertThat(batch.size()).isZero();
    for (EntityKind kind : EntityKind.values()) {
      assertThat(batch.table(kind).kind()).isEqualTo(kind);
    }
  }

  @Test
  void builder_afterBuild_isUnusable() {
    var builder = new DataBatchBuilder(NOW);
    builder.build();

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("batch of 2026-03-01T12:00:00Z was built already");
    assertThatThrownBy(() -> builder.table(EntityTable.empty(EntityKind.POD)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.podOfContainer(Owners.EMPTY))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.namespaceOfPod(Owners.EMPTY))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.nodeOfPod(Owners.EMPTY))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.coverage(new Coverage(1, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void build_ownersOfWrongLength_isAnErrorWithBothNumbers() {
    var builder = new DataBatchBuilder(NOW).table(pods().build());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("namespaces of pods: 0 rows, but the table has 1");
  }

  @Test
  void toBuilder_keepsEverything() {
    DataBatch batch = batch();

    DataBatch copy = batch.toBuilder().build();

    assertThat(copy.pods()).isSameAs(batch.pods());
    assertThat(copy.nodeOfPod()).isSameAs(batch.nodeOfPod());
    assertThat(copy.coverage()).isEqualTo(new Coverage(3, 2));
  }

  @Test
  void metricSet_knownAndUnknownKey_isThereOrNot() {
    DataBatch batch = batch();

    assertThat(batch.metricSet(POD).orElseThrow().labels()).isSameAs(TYPE);
    assertThat(batch.metricSet(new EntityKey.Node("web"))).isEmpty();
    List<EntityKey> visited = new ArrayList<>();
    batch.forEach(set -> visited.add(set.key()));
    assertThat(visited).containsExactly(POD);
  }

  @Test
  void table_labelsOfWrongLength_isAnError() {
    EntityTable.Builder table =
        EntityTable.builder(EntityKind.POD).entities(Roster.of(List.of(POD)), LabelColumn.EMPTY);

    assertThatThrownBy(table::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("POD: 0 rows of labels for 1 entities");
  }

  @Test
  void table_rowsAppended_haveNoValuesAndTheOldTableStays() {
    EntityTable table = pods().series(LabeledSeries.EMPTY).build();

    EntityTable longer =
        table.toBuilder()
            .append(List.of(new EntityKey.Pod("default", "new")), List.of(Labels.EMPTY))
            .build();

    assertThat(longer.size()).isEqualTo(2);
    assertThat(longer.column(CPU_USAGE)).isSameAs(table.column(CPU_USAGE));
    assertThat(longer.metricSet(1).value(CPU_USAGE)).isEmpty();
    assertThat(longer.labels(0)).isSameAs(TYPE);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void table_columns_areAddedReplacedAndTakenAway() {
    EntityTable table = pods().column(HITS, column(ValueType.DOUBLE, 3)).build();

    assertThat(table.metrics()).containsExactly(CPU_USAGE, HITS);
    assertThat(table.column(HITS).doubleAt(0)).isEqualTo(3.0);
    assertThat(table.column(MEMORY_USAGE).isEmpty()).isTrue();
    EntityTable less =
        table.toBuilder()
            .column(CPU_USAGE, Column.empty(ValueType.INT64))
            .column(HITS, Column.empty(ValueType.DOUBLE))
            .build();
    assertThat(less.metrics()).isEmpty();
    assertThat(less.column(HITS).isEmpty()).isTrue();
  }

  @Test
  void metricSet_row_showsValuesDevicesAndTimes() {
    var series = new LabeledSeries.Builder(1, 1);
    Labels root = Labels.of("resource_id", "/");
    series.setBits(LabeledMetrics.FILESYSTEM_USAGE, series.start(0, root), 8);
    MetricSet set =
        pods()
            .series(series.build(LabeledSeries.EMPTY))
            .sampleTime(column(ValueType.INT64, 1_500_000_000))
            .build()
            .metricSet(0);

    List<String> seen = new ArrayList<>();
    set.forEachMetric((metric, value) -> seen.add(metric + "=" + value));
    set.forEachLabeled((metric, device, value) -> seen.add(metric + "" + device + "=" + value));
    assertThat(seen).containsExactly("cpu/usage=5", "filesystem/usage{resource_id=/}=8");
    assertThat(set.sampleTime()).contains(Instant.ofEpochMilli(1500));
    assertThat(set.collectionStart()).isEmpty();
    assertThat(set.entityCreated()).isEmpty();
  }

  @Test
  void owners_append_leavesTheOldOnes() {
    int[] given = {1, 2};
    Owners owners = Owners.of(given);
    given[0] = 9;

    assertThat(owners.of(0)).isEqualTo(1);
    assertThat(owners.append(new int[] {3}).of(2)).isEqualTo(3);
    assertThat(owners.append(new int[0])).isSameAs(owners);
    assertThat(owners.size()).isEqualTo(2);
  }
}
