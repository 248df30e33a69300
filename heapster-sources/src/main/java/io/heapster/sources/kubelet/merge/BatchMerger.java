package io.heapster.sources.kubelet.merge;

import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatchBuilder;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes one batch of what the nodes said: rows laid out by node, pod and container, keys, labels
 * and owners as the same objects as in the last tick wherever nobody came or went. A node that
 * misses ticks gets its keys back when it returns within an hour. Not thread-safe; used by the tick
 * thread.
 */
public final class BatchMerger {
  private static final Duration KEPT_WITHOUT_ANSWER = Duration.ofHours(1);

  private final Map<String, NodeBlock> blocks = new HashMap<>();
  private final Map<EntityKind, LabeledSeries> seriesBefore = new EnumMap<>(EntityKind.class);
  private final BlockPour pour = new BlockPour();
  private final Drops drops;
  private final Conflicts conflicts;
  private ClusterLayout cluster = ClusterLayout.EMPTY;

  public BatchMerger(Telemetry telemetry) {
    this.drops = new Drops(telemetry);
    this.conflicts = new Conflicts(drops);
  }

  /**
   * Merges the answers of one tick.
   *
   * @param timestamp of the batch
   * @param now wall time, from which uptimes are reckoned
   * @param parts of the nodes that answered, in no particular order; their samples are free again
   *     when this returns
   * @param expected all nodes that should have answered
   */
  public DataBatch merge(
      Instant timestamp, Instant now, List<NodePart> parts, Collection<NodeInfo> expected) {
    List<NodeBlock> placed = conflicts.withoutDuplicateNodes(place(parts, now));
    layOut(placed, now);
    DataBatch batch = pour(placed, timestamp, now, expected.size(), parts.size());
    placed.forEach(NodeBlock::release);
    forget(expected, now);
    return batch;
  }

  private List<NodeBlock> place(List<NodePart> parts, Instant now) {
    List<NodePart> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparing(part -> part.node().name()));
    List<NodeBlock> placed = new ArrayList<>(sorted.size());
    for (NodePart part : sorted) {
      NodeBlock block = blocks.computeIfAbsent(part.node().name(), _ -> new NodeBlock());
      drops.malformed(part.sample());
      block.place(part, now, drops);
      placed.add(block);
    }
    return placed;
  }

  private void layOut(List<NodeBlock> placed, Instant now) {
    if (cluster.isOf(placed)) {
      return;
    }
    ClusterLayout fresh = ClusterLayoutBuilder.build(placed, cluster);
    while (conflicts.settlePods(fresh, placed, now)) {
      fresh = ClusterLayoutBuilder.build(placed, cluster);
    }
    cluster = fresh;
  }

  private DataBatch pour(
      List<NodeBlock> placed, Instant timestamp, Instant now, int expected, int scraped) {
    var tables = new Tables(cluster, placed, drops);
    long nowNanos = Math.addExact(now.getEpochSecond() * 1_000_000_000L, now.getNano());
    for (int node = 0; node < placed.size(); node++) {
      pour.pour(placed.get(node), node, cluster, tables, nowNanos);
    }
    pour.release();
    var batch = new DataBatchBuilder(timestamp);
    for (EntityKind kind : EntityKind.values()) {
      batch.table(build(kind, tables));
    }
    return batch
        .podOfContainer(cluster.podOfContainer())
        .namespaceOfPod(cluster.namespaceOfPod())
        .nodeOfPod(cluster.nodeOfPod())
        .coverage(new DataBatch.Coverage(expected, scraped))
        .build();
  }

  private EntityTable build(EntityKind kind, Tables tables) {
    EntityTable table = tables.build(kind, seriesBefore.getOrDefault(kind, LabeledSeries.EMPTY));
    seriesBefore.put(kind, table.series());
    return table;
  }

  private void forget(Collection<NodeInfo> expected, Instant now) {
    Instant oldest = now.minus(KEPT_WITHOUT_ANSWER);
    Set<String> names = expected.stream().map(NodeInfo::name).collect(Collectors.toSet());
    blocks
        .entrySet()
        .removeIf(entry ->
            !names.contains(entry.getKey()) || entry.getValue().lastPlaced().isBefore(oldest));
  }
}
