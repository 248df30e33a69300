package io.heapster.core.usage;

import java.util.List;

/**
 * What the containers of a pod use: all that the kubelet tells of, never a part of them.
 *
 * @param timestampNanos of the container measured longest ago, in epoch nanoseconds
 * @param windowNanos of that container; above 0
 * @param containers at least one
 */
public record PodUsage(long timestampNanos, long windowNanos, List<ContainerUsage> containers)
    implements PodAnswer {

  public PodUsage {
    containers = List.copyOf(containers);
  }
}
