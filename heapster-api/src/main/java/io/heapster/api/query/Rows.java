package io.heapster.api.query;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one kind in one batch, by row: their names, labels and numbers. Columns of
 * numbers are made at the first use. Made for one question; not thread-safe.
 */
final class Rows {
  private final DataBatch batch;
  private final EntityTable table;
  private final RowKind kind;
  private final ObjectLabels labels;
  private final Map<Measure, Column> columns = new HashMap<>();
  private final Map<Identity, @Nullable String[]> names = new EnumMap<>(Identity.class);

  Rows(DataBatch batch, RowKind kind, ClusterInventory inventory) {
    this.batch = batch;
    this.table = batch.table(kind.entities());
    this.kind = kind;
    this.labels = new ObjectLabels(inventory);
  }

  RowKind kind() {
    return kind;
  }

  int size() {
    return table.size();
  }

  EntityKey key(int row) {
    return table.key(row);
  }

  /** The labels of the Kubernetes object, not those of the table. */
  Labels labels(int row) {
    return labels.of(table.key(row));
  }

  Column numbers(Measure measure) {
    return columns.computeIfAbsent(measure, each -> each.of(batch, table));
  }

  /**
   * One of the names of each row, absent where the kind has none or the node is not known. Sorting
   * asks a row for its name some fifteen times, so they are gathered once. Not to be changed.
   */
  @Nullable String[] names(Identity identity) {
    return names.computeIfAbsent(identity, this::gather);
  }

  private @Nullable String[] gather(Identity identity) {
    @Nullable String[] all = new @Nullable String[table.size()];
    for (int row = 0; row < all.length; row++) {
      all[row] = name(identity, row);
    }
    return all;
  }

  private @Nullable String name(Identity identity, int row) {
    return switch (table.key(row)) {
      case EntityKey.Cluster _ -> null;
      case EntityKey.Namespace(String name) -> identity == Identity.NAMESPACE ? name : null;
      case EntityKey.Node(String name) -> identity == Identity.NODE ? name : null;
      case EntityKey.Pod pod -> identity == Identity.NODE ? nodeOfPod(row) : ofPod(identity, pod);
      case EntityKey.PodContainer(EntityKey.Pod pod, String name) ->
          switch (identity) {
            case CONTAINER -> name;
            case NODE -> nodeOfContainer(row);
            case NAMESPACE, POD -> ofPod(identity, pod);
          };
      case EntityKey.SystemContainer(EntityKey.Node node, String name) ->
          switch (identity) {
            case CONTAINER -> name;
            case NODE -> node.name();
            case NAMESPACE, POD -> null;
          };
    };
  }

  private static @Nullable String ofPod(Identity identity, EntityKey.Pod pod) {
    return switch (identity) {
      case NAMESPACE -> pod.namespace();
      case POD -> pod.name();
      case CONTAINER, NODE -> null;
    };
  }

  private @Nullable String nodeOfContainer(int row) {
    int pod = batch.podOfContainer().of(row);
    int node = pod == Owners.NONE ? Owners.NONE : batch.nodeOfPod().of(pod);
    return nodeName(node, row);
  }

  private @Nullable String nodeOfPod(int row) {
    return nodeName(batch.nodeOfPod().of(row), row);
  }

  /** A pod whose node has no row in the batch still has the node's name as a label. */
  private @Nullable String nodeName(int nodeRow, int row) {
    return nodeRow != Owners.NONE && batch.nodes().key(nodeRow) instanceof EntityKey.Node node
        ? node.name()
        : table.labels(row).get(LabelKeys.NODENAME);
  }
}
