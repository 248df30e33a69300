package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatch.Coverage;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.sinks.testing.BatchScript;
import java.time.Instant;
import java.util.Map;

/**
 * The batch of {@code batch-v1.bin}: small, with one of everything the format knows. Changing it
 * makes the file stale, which must not be written anew.
 */
final class SampleBatch {
  static final Metric QUEUE = Metric.custom("queue", MetricKind.DELTA);
  private static final Instant TIME = Instant.parse("2026-11-21T10:15:00.000000123Z");
  private static final Instant START = Instant.parse("2026-11-20T08:00:00.5Z");
  private static final EntityKey CLUSTER = EntityKey.Cluster.INSTANCE;
  private static final EntityKey.Namespace NAMESPACE = new EntityKey.Namespace("shop");
  private static final EntityKey.Node NODE = new EntityKey.Node("n\u00f61");
  private static final EntityKey.Pod POD = new EntityKey.Pod("shop", "cart-0");
  private static final EntityKey.Pod LOST = new EntityKey.Pod("shop", "\u8ca8-\ud83d");

  private SampleBatch() {}

  static DataBatch batch() {
    DataBatch batch = script().build();
    return batch.toBuilder()
        .table(withTimesAndDoubles(batch.podContainers()))
        .podOfContainer(Owners.of(new int[] {0, Owners.NONE, 0, 0}))
        .namespaceOfPod(Owners.of(new int[] {0, 0}))
        .nodeOfPod(Owners.of(new int[] {0, Owners.NONE}))
        .coverage(new Coverage(3, 2))
        .build();
  }

  private static BatchScript script() {
    Labels root = Labels.of("resource_id", "/");
    Labels logs = Labels.of("resource_id", "logs");
    BatchScript script =
        BatchScript.at(TIME)
            .entity(CLUSTER, Map.of("type", "cluster"))
            .value(CLUSTER, PlainMetrics.MEMORY_USAGE, Long.MAX_VALUE)
            .entity(NAMESPACE, Map.of("type", "ns", "namespace_name", "shop"))
            .entity(NODE, Map.of("type", "node", "labels", "zone:z1,os:\u00fc"))
            .value(NODE, PlainMetrics.CPU_USAGE, 123_456_789_012_345L)
            .value(NODE, PlainMetrics.MEMORY_USAGE, 5_000_003L * 4096)
            .times(NODE, START, TIME)
            .device(NODE, root, LabeledMetrics.FILESYSTEM_USAGE, 77L << 20)
            .device(NODE, logs, LabeledMetrics.FILESYSTEM_LIMIT, -1)
            .entity(new EntityKey.SystemContainer(NODE, "kubelet"), Map.of("type", "sys_container"))
            .entity(POD, Map.of("type", "pod", "pod_id", "8c5f1f0e-43a7-4e4c-9c1d-0a1b2c3d4e5f"))
            .entity(LOST, Map.of())
            .device(LOST, logs, LabeledMetrics.FILESYSTEM_USAGE, 0)
            .times(POD, START.minusSeconds(9), TIME.minusNanos(1));
    containers(script);
    return script;
  }

  private static void containers(BatchScript script) {
    for (int i = 0; i < 4; i++) {
      EntityKey.Pod pod = i == 1 ? new EntityKey.Pod("gone", "pod") : POD;
      var key = new EntityKey.PodContainer(pod, "c" + i);
      script.entity(key, Map.of("type", "pod_container", "container_name", "c" + i));
      script.value(key, PlainMetrics.MEMORY_USAGE, (i * 7L + 3) << 12);
      script.value(key, PlainMetrics.RESTART_COUNT, 2);
      if (i != 2) {
        script.value(key, PlainMetrics.CPU_USAGE, Long.MIN_VALUE + i * 1_000_003L);
        script.value(key, QUEUE, i == 0 ? Double.NaN : -0.0 + i / 3.0);
      }
    }
  }

  private static EntityTable withTimesAndDoubles(EntityTable table) {
    Column.Builder created = Column.builder(ValueType.INT64, table.size());
    created.set(3, 1_790_000_000_000_000_007L);
    Column.Builder rates = Column.builder(ValueType.DOUBLE, table.size());
    rates.set(0, -0.0);
    rates.set(2, 1 / 60.0);
    return EntityTable.builder(EntityKind.POD_CONTAINER)
        .entities(table.roster(), table.labels())
        .column(PlainMetrics.MEMORY_USAGE, table.column(PlainMetrics.MEMORY_USAGE))
        .column(PlainMetrics.RESTART_COUNT, table.column(PlainMetrics.RESTART_COUNT))
        .column(PlainMetrics.CPU_USAGE, table.column(PlainMetrics.CPU_USAGE))
        .column(PlainMetrics.MEMORY_PAGE_FAULTS_RATE, rates.build())
        .column(QUEUE, table.column(QUEUE))
        .entityCreated(created.build())
        .build();
  }
}
