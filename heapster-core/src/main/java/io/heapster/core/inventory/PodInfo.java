package io.heapster.core.inventory;

import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a Pod object: about half a kilobyte.
 *
 * @param nodeName empty while not scheduled
 * @param startTimeNanos {@code status.startTime} as epoch nanoseconds; 0 when not given
 * @param containers of {@code spec.containers}; init containers are left out
 */
public record PodInfo(
    EntityKey.Pod key,
    String uid,
    String nodeName,
    Labels labels,
    long startTimeNanos,
    List<ContainerInfo> containers) {

  /**
   * A container of a pod's spec with its status.
   *
   * @param restartCount null while the kubelet has not reported a status
   * @param cpuRequestMillicores and the other three: 0 when unset; what the kubelet has put in
   *     force (in-place resize) where the status says so, else what the spec asks for
   */
  public record ContainerInfo(
      String name,
      String image,
      @Nullable Integer restartCount,
      long cpuRequestMillicores,
      long cpuLimitMillicores,
      long memoryRequestBytes,
      long memoryLimitBytes) {}

  public PodInfo {
    containers = List.copyOf(containers);
  }

  /** The container of that name in the spec. */
  public @Nullable ContainerInfo container(String name) {
    for (int i = 0; i < containers.size(); i++) {
      if (containers.get(i).name().equals(name)) {
        return containers.get(i);
      }
    }
    return null;
  }
}
