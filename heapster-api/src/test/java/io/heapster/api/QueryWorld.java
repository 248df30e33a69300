package io.heapster.api;

import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Two nodes, two namespaces and five pods with numbers to compute by hand; three ticks, the first
 * without pod {@code web-1}.
 */
final class QueryWorld {
  static final Instant NEWEST = Instant.parse("2026-11-21T06:30:00Z");
  static final Metric QUEUE = Metric.custom("queue", MetricKind.CUMULATIVE);
  private static final Duration TICK = Duration.ofMinutes(1);
  private static final long MIB = 1L << 20;

  private QueryWorld() {}

  /** A server that answers about it. */
  static RunningApi start() {
    RunningApi api = RunningApi.start();
    api.store.add(batch(NEWEST.minus(TICK.multipliedBy(2)), 0, false));
    api.store.add(batch(NEWEST.minus(TICK), 1, true));
    api.store.add(batch(NEWEST, 2, true));
    api.inventory
        .node("n1", Map.of("pool", "a", "zone", "z1"))
        .node("n2", Map.of("pool", "b"))
        .namespace("default", Map.of("team", "red"))
        .namespace("kube-system", Map.of("team", "blue"))
        .pod("default", "web-0", Map.of("app", "web", "tier", "front"), "main", "proxy")
        .pod("default", "web-1", Map.of("app", "web"), "main")
        .pod("default", "db-0", Map.of("app", "db"), "main")
        .pod("kube-system", "dns-0", Map.of("app", "dns", "tier", "back"), "main");
    return api;
  }

  /**
   * @param tick added to the CPU usage of every pod
   */
  static DataBatch batch(Instant at, int tick, boolean withWebOne) {
    var draft = new BatchDraft(at);
    draft
        .add(EntityKey.Cluster.INSTANCE, Map.of())
        .value(PlainMetrics.CPU_USAGE_RATE, 420)
        .value(PlainMetrics.CPU_REQUEST, 1000);
    draft.add(new EntityKey.Namespace("default"), Map.of()).value(PlainMetrics.CPU_USAGE_RATE, 370);
    draft
        .add(new EntityKey.Namespace("kube-system"), Map.of())
        .value(PlainMetrics.CPU_USAGE_RATE, 50);
    addNode(draft, "n1", 900, at);
    addNode(draft, "n2", 1500, at);
    addPod(draft, "default", "web-0", "n1", 100 + tick, 250, 64);
    if (withWebOne) {
      addPod(draft, "default", "web-1", "n2", 200 + tick, 150, 128);
    }
    // No request at all, and no value in the one metric.
    addPod(draft, "default", "db-0", "n1", 70 + tick, 0, 512);
    addPod(draft, "kube-system", "dns-0", "n2", 50 + tick, 100, 32)
        .value(QUEUE, 7.5)
        .value(PlainMetrics.NETWORK_RX_RATE, 12.5);
    draft.add(new EntityKey.Pod("kube-system", "Quiet-0"), Map.of("nodename", "gone"));
    return draft.build();
  }

  private static void addNode(BatchDraft draft, String name, long cpu, Instant at) {
    var key = new EntityKey.Node(name);
    draft
        .add(key, Map.of("nodename", name))
        .value(PlainMetrics.CPU_USAGE_RATE, cpu)
        .value(PlainMetrics.CPU_REQUEST, 1000)
        .value(PlainMetrics.CPU_NODE_UTILIZATION, cpu / 4000.0)
        .device(Map.of("resource_id", "/"), LabeledMetrics.FILESYSTEM_USAGE, 5 * MIB)
        .device(Map.of("resource_id", "/data"), LabeledMetrics.FILESYSTEM_USAGE, 7 * MIB)
        .sampled(at.minusSeconds(3));
    draft
        .add(new EntityKey.SystemContainer(key, "system.slice/kubelet"), Map.of("nodename", name))
        .value(PlainMetrics.CPU_USAGE_RATE, 30);
  }

  private static BatchDraft.Entity addPod(
      BatchDraft draft,
      String namespace,
      String name,
      String node,
      long cpu,
      long request,
      long memoryMib) {
    var key = new EntityKey.Pod(namespace, name);
    Map<String, String> labels = Map.of("nodename", node);
    draft
        .add(new EntityKey.PodContainer(key, "main"), labels)
        .value(PlainMetrics.CPU_USAGE_RATE, cpu)
        .value(PlainMetrics.MEMORY_WORKING_SET, memoryMib * MIB);
    return draft
        .add(key, labels)
        .value(PlainMetrics.CPU_USAGE_RATE, cpu)
        .value(PlainMetrics.CPU_REQUEST, request)
        .value(PlainMetrics.MEMORY_WORKING_SET, memoryMib * MIB);
  }
}
