package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tables of one tick while the samples are poured into them. */
final class Tables {
  private final Map<EntityKind, TableFill> fills = new EnumMap<>(EntityKind.class);

  Tables(ClusterLayout cluster, List<NodeBlock> blocks, Drops drops) {
    Map<EntityKind, int[]> devices = countDevices(blocks);
    for (EntityKind kind : EntityKind.values()) {
      int count = Objects.requireNonNull(devices.get(kind))[0];
      fills.put(kind, new TableFill(kind, cluster.of(kind), count, drops));
    }
  }

  TableFill of(EntityKind kind) {
    return Objects.requireNonNull(fills.get(kind));
  }

  EntityTable build(EntityKind kind, LabeledSeries seriesBefore) {
    return of(kind).build(seriesBefore);
  }

  /** How many devices each table has; one number per kind, in an array because it is counted up. */
  private static Map<EntityKind, int[]> countDevices(List<NodeBlock> blocks) {
    var counts = new EnumMap<EntityKind, int[]>(EntityKind.class);
    for (EntityKind kind : EntityKind.values()) {
      counts.put(kind, new int[1]);
    }
    for (NodeBlock block : blocks) {
      NodeSample sample = block.sample();
      for (int at = 0; at < sample.series(); at++) {
        int entity = sample.entityOfSeries(at);
        if (block.slotOf(entity) != NodeLayout.NONE) {
          Objects.requireNonNull(counts.get(sample.kind(entity)))[0]++;
        }
      }
    }
    return counts;
  }
}
