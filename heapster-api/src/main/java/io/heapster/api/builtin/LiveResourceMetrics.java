package io.heapster.api.builtin;

import io.heapster.api.provider.ContainerUsage;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.NodeMetrics;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.PodMetrics;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeUsage;
import io.heapster.core.usage.PodUsage;
import io.heapster.core.usage.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What nodes and pods use by the light lane; for kubelets that it cannot ask, by the last tick. The
 * inventory says what there is, so that objects which are gone are not served. Thread-safe; answers
 * from memory, and makes the objects of a list while it is written.
 */
public final class LiveResourceMetrics implements ResourceMetricsProvider {
  private static final Comparator<PodInfo> BY_NAME =
      Comparator.comparing((PodInfo pod) -> pod.key().namespace())
          .thenComparing(pod -> pod.key().name());
  private static final long NANOS = 1_000_000_000L;

  private final UsageStore usage;
  private final ClusterInventory inventory;
  private final TickUsage lastTick;

  public LiveResourceMetrics(UsageStore usage, ClusterInventory inventory, TickUsage lastTick) {
    this.usage = usage;
    this.inventory = inventory;
    this.lastTick = lastTick;
  }

  @Override
  public Iterable<NodeMetrics> nodes(LabelSelector labels) {
    NodeInfo[] chosen =
        inventory.nodes().stream()
            .filter(node -> labels.matches(node.labels()::get))
            .sorted(Comparator.comparing(NodeInfo::name))
            .toArray(NodeInfo[]::new);
    return () -> present(Arrays.stream(chosen).map(this::found));
  }

  @Override
  public NodeMetrics node(String name) {
    NodeInfo node =
        inventory.node(name).orElseThrow(() -> MetricsException.objectNotFound("node", name));
    return switch (found(node)) {
      case Found<NodeMetrics>(NodeMetrics metrics) -> metrics;
      case Missing<NodeMetrics>(String why) -> throw MetricsException.noMetrics(why);
    };
  }

  @Override
  public Iterable<PodMetrics> pods(String namespace, LabelSelector labels) {
    Predicate<PodInfo> inNamespace =
        namespace.isEmpty() ? _ -> true : pod -> pod.key().namespace().equals(namespace);
    PodInfo[] chosen =
        inventory.pods().stream()
            .filter(inNamespace)
            .filter(pod -> labels.matches(pod.labels()::get))
            .sorted(BY_NAME)
            .toArray(PodInfo[]::new);
    return () -> present(Arrays.stream(chosen).map(this::found));
  }

  @Override
  public PodMetrics pod(ObjectName name) {
    PodInfo pod =
        inventory
            .pod(new EntityKey.Pod(name.namespace(), name.name()))
            .orElseThrow(() -> MetricsException.objectNotFound("pods", name.name()));
    return switch (found(pod)) {
      case Found<PodMetrics>(PodMetrics metrics) -> metrics;
      case Missing<PodMetrics>(String why) -> throw MetricsException.noMetrics(why);
    };
  }

  private sealed interface Outcome<T> {}

  private record Found<T>(T metrics) implements Outcome<T> {}

  private record Missing<T>(String why) implements Outcome<T> {}

  private static <T> Iterator<T> present(Stream<Outcome<T>> outcomes) {
    return outcomes
        .map(outcome -> outcome instanceof Found<T>(T metrics) ? metrics : null)
        .filter(Objects::nonNull)
        .iterator();
  }

  private Outcome<NodeMetrics> found(NodeInfo node) {
    return switch (usage.node(node.name())) {
      case NodeUsage known -> new Found<>(metrics(node, known));
      case NoUsage(NoUsage.Cause cause, String why) ->
          cause == NoUsage.Cause.FULL_LANE
              ? lastTick
                  .node(node.name())
                  .<Outcome<NodeMetrics>>map(known -> new Found<>(metrics(node, known)))
                  .orElse(new Missing<>(why))
              : new Missing<>(why);
    };
  }

  private Outcome<PodMetrics> found(PodInfo pod) {
    return switch (usage.pod(pod.key(), pod.nodeName())) {
      case PodUsage known -> own(pod, known);
      case NoUsage(NoUsage.Cause cause, String why) ->
          cause == NoUsage.Cause.FULL_LANE
              ? lastTick.pod(pod).map(known -> own(pod, known)).orElse(new Missing<>(why))
              : new Missing<>(why);
    };
  }

  /** A pod of the same name may have been on the node before, e.g. of a StatefulSet. */
  private static Outcome<PodMetrics> own(PodInfo pod, PodUsage known) {
    return known.timestampNanos() < pod.startTimeNanos()
        ? new Missing<>(
            "pod %s/%s: the kubelet was not asked since it started"
                .formatted(pod.key().namespace(), pod.key().name()))
        : new Found<>(metrics(pod, known));
  }

  private static NodeMetrics metrics(NodeInfo node, NodeUsage known) {
    return new NodeMetrics(
        node.name(),
        labels(node.labels()),
        instant(known.timestampNanos()),
        Duration.ofNanos(known.windowNanos()),
        new ContainerUsage("", known.cpuNanocores(), known.memoryBytes(), known.swapBytes()));
  }

  private static PodMetrics metrics(PodInfo pod, PodUsage known) {
    var containers = new ContainerUsage[known.containers().size()];
    for (int i = 0; i < containers.length; i++) {
      io.heapster.core.usage.ContainerUsage each = known.containers().get(i);
      containers[i] =
          new ContainerUsage(
              each.name(), each.cpuNanocores(), each.memoryBytes(), each.swapBytes());
    }
    return new PodMetrics(
        new ObjectName(pod.key().namespace(), pod.key().name()),
        labels(pod.labels()),
        instant(known.timestampNanos()),
        Duration.ofNanos(known.windowNanos()),
        List.of(containers));
  }

  private static Map<String, String> labels(Labels labels) {
    return new LabelMap(labels);
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
