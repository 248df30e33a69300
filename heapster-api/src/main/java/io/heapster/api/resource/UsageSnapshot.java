package io.heapster.api.resource;

import io.heapster.core.inventory.PodInfo;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The usages of one batch, and over which time they were measured. Immutable; keyed look-ups only.
 *
 * @param recent batches, oldest first, the newest of which is answered from; at least one
 */
record UsageSnapshot(List<DataBatch> recent) {

  /** The usage of a node. */
  record NodeUsage(String name, Usage usage) {}

  /** The usage of a container of a pod. */
  record ContainerUsage(String name, Usage usage) {}

  /** The usages of all containers of a pod's spec, one at least. */
  record PodUsage(EntityKey.Pod pod, List<ContainerUsage> containers) {
    PodUsage {
      containers = List.copyOf(containers);
    }
  }

  UsageSnapshot {
    recent = List.copyOf(recent);
  }

  Instant timestamp() {
    return batch().timestamp();
  }

  Optional<NodeUsage> node(String name) {
    EntityTable nodes = batch().nodes();
    int row = nodes.roster().rowOf(new EntityKey.Node(name));
    Usage usage = row == Roster.NONE ? null : Usage.at(nodes, row);
    return Optional.ofNullable(usage).map(known -> new NodeUsage(name, known));
  }

  /** A pod counts only if every container of its spec has a usage. */
  Optional<PodUsage> pod(PodInfo pod) {
    EntityTable containers = batch().podContainers();
    var usages = new ArrayList<ContainerUsage>(pod.containers().size());
    for (PodInfo.ContainerInfo container : pod.containers()) {
      int row = containers.roster().rowOf(new EntityKey.PodContainer(pod.key(), container.name()));
      Usage usage = row == Roster.NONE ? null : Usage.at(containers, row);
      if (usage == null) {
        return Optional.empty();
      }
      usages.add(new ContainerUsage(container.name(), usage));
    }
    return usages.isEmpty() ? Optional.empty() : Optional.of(new PodUsage(pod.key(), usages));
  }

  /** How far the last two different samples of an entity lie apart; empty when not known. */
  Optional<Duration> sampleDistance(EntityKind kind, EntityKey key) {
    long newest = 0;
    for (int i = recent.size() - 1; i >= 0; i--) {
      EntityTable table = recent.get(i).table(kind);
      int row = table.roster().rowOf(key);
      Column sampled = table.sampleTime();
      long time = row == Roster.NONE ? 0 : sampled.longAt(row, 0);
      if (newest == 0) {
        newest = time;
      } else if (time != 0 && time < newest) {
        return Optional.of(Duration.ofNanos(newest - time));
      }
    }
    return Optional.empty();
  }

  private DataBatch batch() {
    return recent.getLast();
  }
}
