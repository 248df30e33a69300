package io.heapster.api.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the containers of a pod use, served as {@code PodMetrics}.
 *
 * @param labels of the Pod object
 * @param timestamp end of the window
 * @param containers those that run now, all of them: autoscalers mistake a part for the whole
 */
public record PodMetrics(
    ObjectName name,
    Map<String, String> labels,
    Instant timestamp,
    Duration window,
    List<ContainerUsage> containers) {

  public PodMetrics {
    containers = List.copyOf(containers);
  }
}
