package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.sample.NodeSample.CustomValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pours one node's sample after the other into the tables. Its scratch arrays are kept from tick to
 * tick, so that pouring allocates nothing. Not thread-safe.
 */
final class BlockPour {
  private static final int NONE = -1;

  private int[] rowOfEntity = new int[0];
  private @Nullable TableFill[] tableOfEntity = new @Nullable TableFill[0];
  private int[] firstSeries = new int[0];
  private int[] nextSeries = new int[0];
  private int[] targetOfSeries = new int[0];

  /** Lets go of the tables poured into. */
  void release() {
    Arrays.fill(tableOfEntity, null);
  }

  /** Copies everything a block's sample holds; nodes must come in row order. */
  void pour(NodeBlock block, int node, ClusterLayout cluster, Tables tables, long nowNanos) {
    NodeSample sample = block.sample();
    locate(block, node, cluster, tables);
    pourTimes(sample, nowNanos);
    pourValues(sample);
    linkSeries(sample);
    startSeries(block);
    pourSeriesValues(sample);
    pourCustom(sample, tables);
  }

  private void pourCustom(NodeSample sample, Tables tables) {
    if (sample.custom().isEmpty()) {
      return;
    }
    for (EntityKind kind : EntityKind.values()) {
      tables.of(kind).custom().beginNode();
    }
    for (CustomValue value : sample.custom()) {
      if (rowOfEntity[value.entity()] != NONE) {
        table(value.entity()).custom().set(rowOfEntity[value.entity()], value);
      }
    }
  }

  private void locate(NodeBlock block, int node, ClusterLayout cluster, Tables tables) {
    NodeSample sample = block.sample();
    int entities = sample.entities();
    if (rowOfEntity.length < entities) {
      rowOfEntity = new int[entities];
      tableOfEntity = new @Nullable TableFill[entities];
      firstSeries = new int[entities];
    }
    for (int entity = 0; entity < entities; entity++) {
      int slot = block.slotOf(entity);
      rowOfEntity[entity] = slot == NodeLayout.NONE ? NONE : cluster.row(node, slot);
      tableOfEntity[entity] = tables.of(sample.kind(entity));
    }
  }

  private void pourTimes(NodeSample sample, long nowNanos) {
    for (int entity = 0; entity < sample.entities(); entity++) {
      int row = rowOfEntity[entity];
      if (row != NONE) {
        table(entity).times(row, sample.startNanos(entity), sample.sampleNanos(entity), nowNanos);
      }
    }
  }

  private void pourValues(NodeSample sample) {
    int values = sample.values();
    for (int at = 0; at < values; at++) {
      int entity = sample.entityOfValue(at);
      int row = rowOfEntity[entity];
      if (row != NONE) {
        table(entity).setBits(row, sample.metricOfValue(at), sample.valueBits(at));
      }
    }
  }

  /** Chains the series of each entity, in the order of the sample. */
  private void linkSeries(NodeSample sample) {
    int series = sample.series();
    if (nextSeries.length < series) {
      nextSeries = new int[series];
      targetOfSeries = new int[series];
    }
    Arrays.fill(firstSeries, 0, sample.entities(), NONE);
    for (int at = series - 1; at >= 0; at--) {
      int entity = sample.entityOfSeries(at);
      nextSeries[at] = firstSeries[entity];
      firstSeries[entity] = at;
      targetOfSeries[at] = NONE;
    }
  }

  /** Slot by slot, which is row by row within each table. */
  private void startSeries(NodeBlock block) {
    NodeSample sample = block.sample();
    int slots = block.layout().slots();
    for (int slot = 0; slot < slots; slot++) {
      int entity = block.entityAt(slot);
      if (entity == NodeLayout.NONE) {
        continue;
      }
      for (int at = firstSeries[entity]; at != NONE; at = nextSeries[at]) {
        targetOfSeries[at] =
            table(entity).series().start(rowOfEntity[entity], sample.seriesLabels(at));
      }
    }
  }

  private void pourSeriesValues(NodeSample sample) {
    List<Metric> metrics = MetricCatalog.LABELED;
    int values = sample.seriesValues();
    for (int at = 0; at < values; at++) {
      int series = sample.seriesOfValue(at);
      int target = targetOfSeries[series];
      if (target != NONE) {
        table(sample.entityOfSeries(series))
            .series()
            .setBits(metrics.get(sample.metricOfSeriesValue(at)), target, sample.seriesBits(at));
      }
    }
  }

  private TableFill table(int entity) {
    TableFill table = tableOfEntity[entity];
    if (table == null) {
      throw new IllegalStateException("entity " + entity + " was not located");
    }
    return table;
  }
}
