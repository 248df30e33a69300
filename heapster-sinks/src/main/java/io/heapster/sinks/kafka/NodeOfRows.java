package io.heapster.sinks.kafka;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Which node each row of a batch belongs to, and the rows of each node. Immutable. */
final class NodeOfRows {
  /** Node of what belongs to none, or to one that is not in the batch. */
  static final int NONE = Owners.NONE;

  private final Map<EntityKind, int[]> nodes = new EnumMap<>(EntityKind.class);
  private final Map<EntityKind, Grouped> grouped = new EnumMap<>(EntityKind.class);

  /**
   * Rows by node, in row order within each.
   *
   * @param starts in {@code rows}, at the node's row + 1; those of no node come first
   */
  private record Grouped(int[] starts, int[] rows) {}

  NodeOfRows(DataBatch batch) {
    for (EntityKind kind : EntityKind.values()) {
      int[] ofRows = nodes(batch, batch.table(kind));
      nodes.put(kind, ofRows);
      grouped.put(kind, group(ofRows, batch.nodes().size()));
    }
  }

  /** The node's row, or {@link #NONE}. */
  int node(EntityKind kind, int row) {
    return of(nodes, kind)[row];
  }

  /** How many rows of a kind a node has. */
  int count(EntityKind kind, int node) {
    int[] starts = of(grouped, kind).starts;
    return starts[node + 2] - starts[node + 1];
  }

  /** One of the rows of a node. */
  int row(EntityKind kind, int node, int index) {
    Grouped of = of(grouped, kind);
    return of.rows[of.starts[node + 1] + index];
  }

  private static int[] nodes(DataBatch batch, EntityTable table) {
    int[] nodes = new int[table.size()];
    for (int row = 0; row < nodes.length; row++) {
      nodes[row] = node(batch, table, row);
    }
    return nodes;
  }

  private static int node(DataBatch batch, EntityTable table, int row) {
    return switch (table.kind()) {
      case CLUSTER, NAMESPACE -> NONE;
      case NODE -> row;
      case POD -> batch.nodeOfPod().of(row);
      case POD_CONTAINER -> {
        int pod = batch.podOfContainer().of(row);
        yield pod == Owners.NONE ? NONE : batch.nodeOfPod().of(pod);
      }
      case SYSTEM_CONTAINER -> systemNode(batch.nodes().roster(), table.key(row));
    };
  }

  private static int systemNode(Roster nodes, EntityKey key) {
    return key instanceof EntityKey.SystemContainer container
        ? nodes.rowOf(container.node())
        : NONE;
  }

  private static Grouped group(int[] ofRows, int nodes) {
    int[] starts = new int[nodes + 2];
    for (int node : ofRows) {
      starts[node + 2]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] rows = new int[ofRows.length];
    int[] next = Arrays.copyOf(starts, starts.length);
    for (int row = 0; row < ofRows.length; row++) {
      rows[next[ofRows[row] + 1]++] = row;
    }
    return new Grouped(starts, rows);
  }

  private static <T> T of(Map<EntityKind, T> map, EntityKind kind) {
    return Objects.requireNonNull(map.get(kind));
  }
}
