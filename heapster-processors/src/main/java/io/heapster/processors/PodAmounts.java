package io.heapster.processors;

import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What pod objects say of each container row: requests, limits, restarts. Immutable. */
record PodAmounts(
    Column cpuRequest,
    Column cpuLimit,
    Column memoryRequest,
    Column memoryLimit,
    Column restartCount) {

  /**
   * @param podOfRow the object of each row's pod, where known
   * @param reported rows that a kubelet reported; those after them are stubs, which have no
   *     restarts, as in Heapster
   */
  static PodAmounts of(EntityTable containers, List<@Nullable PodInfo> podOfRow, int reported) {
    int rows = containers.size();
    var cpuRequest = Column.builder(ValueType.INT64, rows);
    var cpuLimit = Column.builder(ValueType.INT64, rows);
    var memoryRequest = Column.builder(ValueType.INT64, rows);
    var memoryLimit = Column.builder(ValueType.INT64, rows);
    var restartCount = Column.builder(ValueType.INT64, rows);
    for (int row = 0; row < rows; row++) {
      ContainerInfo container = containerOf(containers, row, podOfRow.get(row));
      if (container != null) {
        cpuRequest.set(row, container.cpuRequestMillicores());
        cpuLimit.set(row, container.cpuLimitMillicores());
        memoryRequest.set(row, container.memoryRequestBytes());
        memoryLimit.set(row, container.memoryLimitBytes());
        Integer restarts = container.restartCount();
        if (restarts != null && row < reported) {
          restartCount.set(row, restarts.longValue());
        }
      }
    }
    return new PodAmounts(
        cpuRequest.build(),
        cpuLimit.build(),
        memoryRequest.build(),
        memoryLimit.build(),
        restartCount.build());
  }

  private static @Nullable ContainerInfo containerOf(
      EntityTable containers, int row, @Nullable PodInfo pod) {
    return pod == null
        ? null
        : pod.container(((EntityKey.PodContainer) containers.key(row)).name());
  }

  EntityTable.Builder putInto(EntityTable.Builder containers) {
    return containers
        .column(PlainMetrics.CPU_REQUEST, cpuRequest)
        .column(PlainMetrics.CPU_LIMIT, cpuLimit)
        .column(PlainMetrics.MEMORY_REQUEST, memoryRequest)
        .column(PlainMetrics.MEMORY_LIMIT, memoryLimit)
        .column(PlainMetrics.RESTART_COUNT, restartCount);
  }
}
