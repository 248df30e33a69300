package io.heapster.sinks.testing;

import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.time.Instant;
import java.util.Map;

/** One entity of each kind with few values, some of them with names that ask for trouble. */
public final class OddBatch {
  public static final Instant TIME = Instant.parse("2026-01-02T03:04:50Z");
  public static final long SECONDS = TIME.getEpochSecond();
  public static final Metric QUEUE = Metric.custom("queue length;a\nb", MetricKind.GAUGE);

  private OddBatch() {}

  /** Nodes, pods and containers are on {@code n1.example.com}. */
  public static DataBatch batch() {
    var node = new EntityKey.Node("n1");
    var pod = new EntityKey.Pod("shop", "web.1");
    var container = new EntityKey.PodContainer(pod, "ng/inx");
    var system = new EntityKey.SystemContainer(node, "system.slice/a b.service");
    var namespace = new EntityKey.Namespace("shop");
    return BatchScript.at(TIME)
        .entity(EntityKey.Cluster.INSTANCE, Map.of(LabelKeys.TYPE, "cluster"))
        .value(EntityKey.Cluster.INSTANCE, PlainMetrics.CPU_LIMIT, -5)
        .entity(
            namespace,
            Map.of(LabelKeys.TYPE, "ns", LabelKeys.NAMESPACE_NAME, "shop", "host_id", ""))
        .value(namespace, PlainMetrics.MEMORY_USAGE, Long.MAX_VALUE)
        .entity(node, onNode("node", Map.of()))
        .value(node, PlainMetrics.CPU_USAGE, 1_234_567_890_123L)
        .value(node, PlainMetrics.CPU_NODE_UTILIZATION, 0.1234565)
        .device(node, Labels.of(LabelKeys.RESOURCE_ID, "/"), LabeledMetrics.FILESYSTEM_USAGE, 7)
        .device(
            node, Labels.of(LabelKeys.RESOURCE_ID, "/dev/sd a"), LabeledMetrics.FILESYSTEM_USAGE, 8)
        .times(node, TIME.minusSeconds(100), TIME)
        .entity(
            pod, onNode("pod", Map.of("labels", "app:shop,tier.io/x:a=b|c", "pod_name", "web.1")))
        .value(pod, PlainMetrics.NETWORK_RX_RATE, 12345678.9)
        .value(pod, QUEUE, Double.NaN)
        .entity(container, onNode("pod_container", Map.of("container_name", "ng/inx")))
        .value(container, QUEUE, 1e-7)
        .entity(system, onNode("sys_container", Map.of()))
        .value(system, PlainMetrics.MEMORY_RSS, 0)
        .build();
  }

  private static Map<String, String> onNode(String type, Map<String, String> more) {
    return Labels.of(
            Map.of(
                LabelKeys.TYPE, type,
                LabelKeys.NODENAME, "n1",
                LabelKeys.HOSTNAME, "n1.example.com"))
        .with(more)
        .asMap();
  }
}
