package io.heapster.sources.kubelet.light;

import io.heapster.core.model.EntityKey;
import io.heapster.core.time.TimeSource;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeAnswer;
import io.heapster.core.usage.PodAnswer;
import io.heapster.core.usage.UsageCoverage;
import io.heapster.core.usage.UsageCoverage.Failure;
import io.heapster.core.usage.UsageStore;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest values of all nodes: each node's change as soon as its kubelet answered, none waits
 * for another. Thread-safe.
 */
final class LightStore implements UsageStore {
  private final Map<String, LightNode> nodes = new ConcurrentHashMap<>();
  private final LightSettings settings;
  private final TimeSource time;

  LightStore(LightSettings settings, TimeSource time) {
    this.settings = settings;
    this.time = time;
  }

  /** The node of that name, made if it is new. */
  LightNode open(String name) {
    return nodes.computeIfAbsent(name, each -> new LightNode(each, settings));
  }

  void remove(String name) {
    nodes.remove(name);
  }

  @Override
  public NodeAnswer node(String name) {
    LightNode node = nodes.get(name);
    return node == null ? unknown(name) : node.node(time.elapsedNanos());
  }

  @Override
  public PodAnswer pod(EntityKey.Pod key, String nodeName) {
    LightNode node = nodes.get(nodeName);
    return node == null ? unknown(nodeName) : node.pod(key, time.elapsedNanos());
  }

  private static NoUsage unknown(String name) {
    String detail =
        name.isEmpty() ? "the pod has no node" : "no node " + name + " is known, or not yet";
    return new NoUsage(NoUsage.Cause.UNKNOWN_NODE, detail);
  }

  @Override
  public UsageCoverage coverage() {
    long now = time.elapsedNanos();
    int all = 0;
    int served = 0;
    int containers = 0;
    int fullLane = 0;
    var failures = new TreeMap<String, Failure>();
    for (LightNode node : nodes.values()) {
      all++;
      served += node.points().isNodeServed(now) ? 1 : 0;
      containers += node.points().servedContainers(now);
      LightNode.Health health = node.health();
      fullLane += health.isFullLane() ? 1 : 0;
      if (health.outcome() != null && health.absence() != null && !health.isFullLane()) {
        var failure = new Failure(health.outcome(), 1, health.absence().detail());
        failures.merge(health.outcome(), failure, LightStore::sum);
      }
    }
    var byNumber = Comparator.comparingInt(Failure::nodes).reversed();
    return new UsageCoverage(
        all, served, containers, fullLane, failures.values().stream().sorted(byNumber).toList());
  }

  private static Failure sum(Failure first, Failure second) {
    return new Failure(first.outcome(), first.nodes() + second.nodes(), first.first());
  }
}
