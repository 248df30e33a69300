package io.heapster.api.builtin;

import io.heapster.core.inventory.PodInfo;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Roster;
import io.heapster.core.store.MetricStore;
import io.heapster.core.time.TimeSource;
import io.heapster.core.usage.ContainerUsage;
import io.heapster.core.usage.NodeUsage;
import io.heapster.core.usage.PodUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What nodes and pods used by the newest batch, for kubelets that the light lane cannot ask.
 * Thread-safe.
 */
public final class TickUsage {
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final int STALE_AFTER_RESOLUTIONS = 2;

  private final @Nullable MetricStore store;
  private final TimeSource time;
  private final Duration resolution;

  /**
   * @param store null when none is kept: then nothing is known
   * @param resolution distance of two ticks, and window of their rates
   */
  public TickUsage(@Nullable MetricStore store, TimeSource time, Duration resolution) {
    this.store = store;
    this.time = time;
    this.resolution = resolution;
  }

  Optional<NodeUsage> node(String name) {
    return batch()
        .flatMap(batch -> {
          EntityTable nodes = batch.nodes();
          int row = nodes.roster().rowOf(new EntityKey.Node(name));
          return usage("", nodes, row)
              .map(found ->
                  new NodeUsage(
                      sampled(batch, nodes, row),
                      resolution.toNanos(),
                      found.cpuNanocores(),
                      found.memoryBytes(),
                      found.swapBytes()));
        });
  }

  /** Empty unless all containers of the spec have values. */
  Optional<PodUsage> pod(PodInfo pod) {
    return batch().flatMap(batch -> pod(batch, pod));
  }

  private Optional<PodUsage> pod(DataBatch batch, PodInfo pod) {
    EntityTable table = batch.podContainers();
    var found = new ArrayList<ContainerUsage>(pod.containers().size());
    long oldest = Long.MAX_VALUE;
    for (PodInfo.ContainerInfo container : pod.containers()) {
      int row = table.roster().rowOf(new EntityKey.PodContainer(pod.key(), container.name()));
      Optional<ContainerUsage> each = usage(container.name(), table, row);
      if (each.isEmpty()) {
        return Optional.empty();
      }
      found.add(each.get());
      oldest = Math.min(oldest, sampled(batch, table, row));
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new PodUsage(oldest, resolution.toNanos(), found));
  }

  private Optional<ContainerUsage> usage(String name, EntityTable table, int row) {
    Column cpu = table.column(PlainMetrics.CPU_USAGE_RATE);
    Column memory = table.column(PlainMetrics.MEMORY_WORKING_SET);
    Column swap = table.column(PlainMetrics.SWAP_USAGE);
    if (row == Roster.NONE || !cpu.has(row) || !memory.has(row)) {
      return Optional.empty();
    }
    return Optional.of(
        new ContainerUsage(
            name,
            Math.max(0, cpu.longAt(row)) * NANOS_PER_MILLI,
            memory.longAt(row),
            swap.longAt(row, ContainerUsage.ABSENT)));
  }

  private static long sampled(DataBatch batch, EntityTable table, int row) {
    long nanos = table.sampleTime().longAt(row, 0);
    return nanos == 0 ? batch.timestamp().toEpochMilli() * NANOS_PER_MILLI : nanos;
  }

  private Optional<DataBatch> batch() {
    MetricStore kept = store;
    if (kept == null) {
      return Optional.empty();
    }
    Duration limit = resolution.multipliedBy(STALE_AFTER_RESOLUTIONS);
    return kept.latest().filter(batch -> !batch.timestamp().plus(limit).isBefore(time.now()));
  }
}
