package io.heapster.processors;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.NodeInfo.NodeResources;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.DataProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds to each node with an object its labels, capacity, allocatable amounts, and the share of the
 * allocatable that is used and requested. A share needs an allocatable amount; a missing use or
 * request counts as zero, as in Heapster.
 */
public final class NodeAutoscalingEnricher implements DataProcessor {
  private static final Resource CPU =
      new Resource(
          NodeResources::cpuMillicores,
          PlainMetrics.CPU_USAGE_RATE,
          PlainMetrics.CPU_REQUEST,
          PlainMetrics.CPU_NODE_CAPACITY,
          PlainMetrics.CPU_NODE_ALLOCATABLE,
          PlainMetrics.CPU_NODE_UTILIZATION,
          PlainMetrics.CPU_NODE_RESERVATION);
  private static final Resource MEMORY =
      new Resource(
          NodeResources::memoryBytes,
          PlainMetrics.MEMORY_USAGE,
          PlainMetrics.MEMORY_REQUEST,
          PlainMetrics.MEMORY_NODE_CAPACITY,
          PlainMetrics.MEMORY_NODE_ALLOCATABLE,
          PlainMetrics.MEMORY_NODE_UTILIZATION,
          PlainMetrics.MEMORY_NODE_RESERVATION);

  private final ClusterInventory inventory;
  private final LabelPolicy policy;
  private final DerivedLabels<NodeInfo> nodeLabels = new DerivedLabels<>(this::labels);

  public NodeAutoscalingEnricher(ClusterInventory inventory, LabelPolicy policy) {
    this.inventory = inventory;
    this.policy = policy;
  }

  @Override
  public String name() {
    return "node_autoscaling_enricher";
  }

  @Override
  public DataBatch process(DataBatch batch) {
    EntityTable nodes = batch.nodes();
    var infos = new ArrayList<@Nullable NodeInfo>(nodes.size());
    for (int row = 0; row < nodes.size(); row++) {
      infos.add(inventory.node(((EntityKey.Node) nodes.key(row)).name()).orElse(null));
    }
    EntityTable.Builder enriched =
        nodes.toBuilder().entities(nodes.roster(), nodeLabels.of(nodes, infos));
    CPU.putInto(enriched, nodes, infos);
    MEMORY.putInto(enriched, nodes, infos);
    return batch.with(enriched.build());
  }

  private Labels labels(EntityKey key, Labels before, @Nullable NodeInfo node) {
    return node == null ? before : before.with(policy.pairs(node.labels()));
  }

  /** The two metrics read and the four made of one resource. */
  private record Resource(
      ToLongFunction<NodeResources> amount,
      Metric used,
      Metric requested,
      Metric capacity,
      Metric allocatable,
      Metric utilization,
      Metric reservation) {

    void putInto(EntityTable.Builder into, EntityTable nodes, List<@Nullable NodeInfo> infos) {
      Column.Builder capacities = Column.builder(ValueType.DOUBLE, nodes.size());
      Column.Builder allocatables = Column.builder(ValueType.DOUBLE, nodes.size());
      for (int row = 0; row < infos.size(); row++) {
        NodeInfo node = infos.get(row);
        if (node != null) {
          capacities.set(row, (double) amount.applyAsLong(node.capacity()));
          allocatables.set(row, (double) amount.applyAsLong(node.allocatable()));
        }
      }
      Column available = allocatables.build();
      into.column(capacity, capacities.build())
          .column(allocatable, available)
          .column(utilization, share(nodes.column(used), available, nodes.size()))
          .column(reservation, share(nodes.column(requested), available, nodes.size()));
    }

    private static Column share(Column amounts, Column allocatable, int rows) {
      Column.Builder shares = Column.builder(ValueType.DOUBLE, rows);
      for (int row = 0; row < rows; row++) {
        if (allocatable.has(row) && allocatable.doubleAt(row) != 0) {
          shares.set(row, amounts.longAt(row, 0) / allocatable.doubleAt(row));
        }
      }
      return shares.build();
    }
  }
}
