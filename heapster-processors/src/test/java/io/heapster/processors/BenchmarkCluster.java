package io.heapster.processors;

import io.heapster.core.inventory.NodeInfo.NodeResources;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatchBuilder;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Batches of a large cluster, one resolution apart, as the merge hands them over: names with hashes
 * as Deployments make them, 40 namespaces, 30 pods of 2 containers a node. Each tick replaces a
 * number of pods; where that is none, keys and labels stay the same objects.
 */
final class BenchmarkCluster {
  private static final int PODS = 30;
  private static final int NAMESPACES = 40;
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final List<Metric> COUNTERS =
      List.of(
          PlainMetrics.CPU_USAGE,
          PlainMetrics.MEMORY_PAGE_FAULTS,
          PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS);
  private static final List<Metric> NETWORK =
      List.of(
          PlainMetrics.NETWORK_RX,
          PlainMetrics.NETWORK_RX_ERRORS,
          PlainMetrics.NETWORK_TX,
          PlainMetrics.NETWORK_TX_ERRORS);
  private static final List<Metric> GAUGES =
      List.of(
          PlainMetrics.MEMORY_USAGE,
          PlainMetrics.MEMORY_RSS,
          PlainMetrics.MEMORY_WORKING_SET,
          PlainMetrics.CPU_USAGE_NANOCORES);

  final FakeInventory inventory = new FakeInventory();
  private final int replacedPods;
  private final int[] generations;
  private final EntityKey[] nodeKeys;
  private final EntityKey[] namespaceKeys = new EntityKey[NAMESPACES];
  private final EntityKey[] podKeys;
  private final EntityKey[] containerKeys;
  private final Map<EntityKey, Labels> labels = new HashMap<>();
  private DataBatch layout;
  private int tick;

  BenchmarkCluster(int nodes, int replacedPods) {
    this.replacedPods = replacedPods;
    this.generations = new int[nodes * PODS];
    this.nodeKeys = new EntityKey[nodes];
    this.podKeys = new EntityKey[nodes * PODS];
    this.containerKeys = new EntityKey[2 * nodes * PODS];
    for (int node = 0; node < nodes; node++) {
      addNode(node);
    }
    for (int namespace = 0; namespace < NAMESPACES; namespace++) {
      String name = "team-" + namespace;
      namespaceKeys[namespace] = new EntityKey.Namespace(name);
      labels.put(namespaceKeys[namespace], Labels.of(Map.of("type", "ns", "namespace_name", name)));
      inventory.putNamespace(name);
    }
    for (int pod = 0; pod < podKeys.length; pod++) {
      addPod(pod);
    }
    layout = layOut();
  }

  /** The next tick's batch. */
  DataBatch next() {
    tick++;
    for (int i = 0; i < replacedPods; i++) {
      int pod = (tick * 7919 + i * 104_729) % generations.length;
      generations[pod]++;
      addPod(pod);
    }
    if (replacedPods > 0) {
      layout = layOut();
    }
    return withValues();
  }

  private DataBatch withValues() {
    var batch = new DataBatchBuilder(Instant.ofEpochSecond(60L * (tick + 1)));
    batch.table(layout.namespaces());
    batch.table(values(layout.nodes(), true, true));
    batch.table(values(layout.pods(), false, true));
    batch.table(values(layout.podContainers(), true, false));
    return batch
        .podOfContainer(layout.podOfContainer())
        .namespaceOfPod(layout.namespaceOfPod())
        .nodeOfPod(layout.nodeOfPod())
        .build();
  }

  private EntityTable values(EntityTable table, boolean measured, boolean networked) {
    EntityTable.Builder filled = table.toBuilder();
    if (measured) {
      COUNTERS.forEach(metric -> filled.column(metric, column(table.size(), metric)));
      GAUGES.forEach(metric -> filled.column(metric, column(table.size(), metric)));
    }
    if (networked) {
      NETWORK.forEach(metric -> filled.column(metric, column(table.size(), metric)));
    }
    return filled
        .sampleTime(times(table.size(), tick))
        .collectionStart(times(table.size(), -1000))
        .build();
  }

  private Column column(int rows, Metric metric) {
    Column.Builder column = Column.builder(ValueType.INT64, rows);
    boolean zero = metric.name().contains("errors");
    for (int row = 0; row < rows; row++) {
      long step = zero ? 0 : (row * 2_654_435_761L & 0xFFFFFFF) + metric.index();
      column.set(row, metric.isCumulative() ? step * (tick + 1000) : step);
    }
    return column.build();
  }

  private static Column times(int rows, int tick) {
    Column.Builder times = Column.builder(ValueType.INT64, rows);
    for (int row = 0; row < rows; row++) {
      times.set(row, 1_772_000_000_000_000_000L + tick * MINUTE_NANOS + row % 9000 * 1_000_003L);
    }
    return times.build();
  }

  private DataBatch layOut() {
    int[] podOfContainer = new int[containerKeys.length];
    int[] namespaceOfPod = new int[podKeys.length];
    int[] nodeOfPod = new int[podKeys.length];
    for (int pod = 0; pod < podKeys.length; pod++) {
      nodeOfPod[pod] = pod / PODS;
      namespaceOfPod[pod] = namespace(pod);
      podOfContainer[2 * pod] = pod;
      podOfContainer[2 * pod + 1] = pod;
    }
    return new DataBatchBuilder(Instant.EPOCH)
        .table(table(EntityKind.NODE, nodeKeys))
        .table(table(EntityKind.NAMESPACE, namespaceKeys))
        .table(table(EntityKind.POD, podKeys))
        .table(table(EntityKind.POD_CONTAINER, containerKeys))
        .podOfContainer(Owners.of(podOfContainer))
        .namespaceOfPod(Owners.of(namespaceOfPod))
        .nodeOfPod(Owners.of(nodeOfPod))
        .build();
  }

  private EntityTable table(EntityKind kind, EntityKey[] keys) {
    List<EntityKey> rows = List.of(keys);
    return EntityTable.builder(kind)
        .entities(Roster.of(rows), LabelColumn.of(rows.stream().map(labels::get).toList()))
        .build();
  }

  private static int namespace(int pod) {
    return pod * 31 % NAMESPACES;
  }

  private void addNode(int node) {
    String name = "ip-10-0-" + node / 250 + "-" + node % 250 + ".internal";
    nodeKeys[node] = new EntityKey.Node(name);
    labels.put(
        nodeKeys[node],
        Labels.of(Map.of("type", "node", "nodename", name, "hostname", name, "host_id", "")));
    inventory.putNode(
        name,
        Labels.of(Map.of("zone", "z" + node % 3, "kubernetes.io/os", "linux")),
        new NodeResources(16_000, 64L << 30),
        new NodeResources(15_500, 60L << 30));
  }

  private void addPod(int pod) {
    String app = "service-" + pod % 500;
    String hash = Integer.toHexString(pod % 500 * 0x9E3779B9);
    String name = app + "-" + hash + "-" + Integer.toString(pod * 31 + generations[pod], 36);
    var key = new EntityKey.Pod("team-" + namespace(pod), name);
    podKeys[pod] = key;
    var shared = new HashMap<String, String>();
    labels.get(nodeKeys[pod / PODS]).forEach(shared::put);
    shared.putAll(
        Map.of("namespace_name", key.namespace(), "pod_name", name, "pod_id", "uid-" + name));
    shared.put("type", "pod");
    labels.put(key, Labels.of(shared));
    inventory.putPod(
        key,
        1_771_000_000_000_000_000L,
        Labels.of(Map.of("app", app, "pod-template-hash", hash, "tier", "backend")),
        FakeInventory.container("main", 0, 250, 500, 256L << 20, 512L << 20),
        FakeInventory.container("istio-proxy", 1, 100, 2000, 128L << 20, 1L << 30));
    addContainer(2 * pod, new EntityKey.PodContainer(key, "main"), shared);
    addContainer(2 * pod + 1, new EntityKey.PodContainer(key, "istio-proxy"), shared);
  }

  private void addContainer(int row, EntityKey.PodContainer key, Map<String, String> ofPod) {
    containerKeys[row] = key;
    labels.put(
        key, Labels.of(ofPod).with(Map.of("type", "pod_container", "container_name", key.name())));
  }
}
