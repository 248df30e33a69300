package io.heapster.processors;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import io.heapster.core.pipeline.DataProcessor;
import java.util.List;
import java.util.function.Function;

/**
 * Sums the values of parts into the whole that owns them: one loop over two arrays a metric. A sum
 * exists only where some part has a value, and starts from what the whole has already.
 */
public final class Rollup implements DataProcessor {

  /** Every metric but the counters, from containers to pods. */
  public static final Rollup PODS =
      new Rollup(
          "pod_aggregator",
          EntityKind.POD_CONTAINER,
          EntityKind.POD,
          containers ->
              containers.metrics().stream().filter(MetricCatalog::isSummedIntoPod).toList(),
          DataBatch::podOfContainer);

  /** Six metrics, from pods to namespaces. */
  public static final Rollup NAMESPACES =
      new Rollup(
          "namespace_aggregator",
          EntityKind.POD,
          EntityKind.NAMESPACE,
          _ -> MetricCatalog.AGGREGATED,
          DataBatch::namespaceOfPod);

  /** Requests and limits, from pods to nodes. */
  public static final Rollup NODES =
      new Rollup(
          "node_aggregator",
          EntityKind.POD,
          EntityKind.NODE,
          _ -> MetricCatalog.NODE_AGGREGATED,
          DataBatch::nodeOfPod);

  /** Six metrics, from namespaces to the cluster. */
  public static final Rollup CLUSTER =
      new Rollup(
          "cluster_aggregator",
          EntityKind.NAMESPACE,
          EntityKind.CLUSTER,
          _ -> MetricCatalog.AGGREGATED,
          batch -> Owners.of(new int[batch.namespaces().size()]));

  private static final EntityTable BARE_CLUSTER =
      EntityTable.builder(EntityKind.CLUSTER)
          .entities(
              Roster.of(List.of(EntityKey.Cluster.INSTANCE)),
              LabelColumn.of(List.of(Labels.of(LabelKeys.TYPE, EntityKind.CLUSTER.type()))))
          .build();

  private final String name;
  private final EntityKind parts;
  private final EntityKind wholes;
  private final Function<EntityTable, List<Metric>> metrics;
  private final Function<DataBatch, Owners> owners;

  private Rollup(
      String name,
      EntityKind parts,
      EntityKind wholes,
      Function<EntityTable, List<Metric>> metrics,
      Function<DataBatch, Owners> owners) {
    this.name = name;
    this.parts = parts;
    this.wholes = wholes;
    this.metrics = metrics;
    this.owners = owners;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DataBatch process(DataBatch batch) {
    EntityTable from = batch.table(parts);
    EntityTable into = wholes(batch);
    Owners ownerOfPart = owners.apply(batch);
    EntityTable.Builder summed = into.toBuilder();
    for (Metric metric : metrics.apply(from)) {
      Column values = from.column(metric);
      if (!values.isEmpty()) {
        summed.column(metric, sums(values, ownerOfPart, into.column(metric), into.size()));
      }
    }
    return batch.with(summed.build());
  }

  /** The cluster has its row even when nothing could be scraped. */
  private EntityTable wholes(DataBatch batch) {
    EntityTable table = batch.table(wholes);
    return wholes == EntityKind.CLUSTER && table.size() == 0 ? BARE_CLUSTER : table;
  }

  private static Column sums(Column parts, Owners ownerOfPart, Column before, int wholes) {
    Column.Builder sums = Column.builder(parts.type(), wholes);
    for (int row = 0; row < wholes; row++) {
      if (before.has(row)) {
        sums.copy(row, before, row);
      }
    }
    for (int row = 0; row < ownerOfPart.size(); row++) {
      int owner = ownerOfPart.of(row);
      if (owner != Owners.NONE && parts.has(row)) {
        if (parts.type() == ValueType.INT64) {
          sums.add(owner, parts.longAt(row));
        } else {
          sums.add(owner, parts.doubleAt(row));
        }
      }
    }
    return sums.build();
  }
}
