package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.DataBatch.Coverage;
import io.heapster.core.model.DataBatchBuilder;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.model.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Batches as the processors leave them: 30 pods of 2 containers and 3 system containers a node, 40
 * namespaces, values that nothing repeats, the labels of a Deployment's pods with their random ids,
 * file systems per container.
 */
final class CodecBenchmarkCluster {
  private static final int PODS = 30;
  private static final int NAMESPACES = 40;
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final List<Metric> FAULTS =
      List.of(PlainMetrics.MEMORY_PAGE_FAULTS, PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS);
  private static final List<Metric> BYTES =
      List.of(
          PlainMetrics.MEMORY_USAGE,
          PlainMetrics.MEMORY_RSS,
          PlainMetrics.MEMORY_CACHE,
          PlainMetrics.MEMORY_WORKING_SET);
  private static final List<Metric> COUNTS =
      List.of(PlainMetrics.CPU_USAGE_NANOCORES, PlainMetrics.UPTIME);
  private static final List<Metric> RATES =
      List.of(PlainMetrics.MEMORY_PAGE_FAULTS_RATE, PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS_RATE);
  private static final List<Metric> REQUESTS =
      List.of(
          PlainMetrics.CPU_REQUEST,
          PlainMetrics.CPU_LIMIT,
          PlainMetrics.MEMORY_REQUEST,
          PlainMetrics.MEMORY_LIMIT);
  private static final List<Metric> NETWORK =
      List.of(
          PlainMetrics.NETWORK_RX,
          PlainMetrics.NETWORK_RX_ERRORS,
          PlainMetrics.NETWORK_TX,
          PlainMetrics.NETWORK_TX_ERRORS,
          PlainMetrics.NETWORK_RX_RATE,
          PlainMetrics.NETWORK_TX_RATE);
  private static final List<Metric> FILESYSTEM =
      List.of(
          LabeledMetrics.FILESYSTEM_USAGE,
          LabeledMetrics.FILESYSTEM_LIMIT,
          LabeledMetrics.FILESYSTEM_AVAILABLE,
          LabeledMetrics.FILESYSTEM_INODES,
          LabeledMetrics.FILESYSTEM_INODES_FREE);

  private final Random random = new Random(1);
  private final DataBatch layout;
  private final List<String> nodeNames = new ArrayList<>();
  private int tick;

  CodecBenchmarkCluster(int nodes) {
    this.layout = layOut(nodes);
  }

  /** The next tick's batch, of the same entities. */
  DataBatch next() {
    tick++;
    var batch = new DataBatchBuilder(Instant.ofEpochSecond(1_772_000_000L + 60L * tick));
    for (EntityKind kind : EntityKind.values()) {
      batch.table(values(layout.table(kind)));
    }
    return batch
        .podOfContainer(layout.podOfContainer())
        .namespaceOfPod(layout.namespaceOfPod())
        .nodeOfPod(layout.nodeOfPod())
        .coverage(layout.coverage())
        .build();
  }

  private EntityTable values(EntityTable table) {
    EntityTable.Builder filled = table.toBuilder();
    int rows = table.size();
    boolean measured = table.kind() != EntityKind.NAMESPACE && table.kind() != EntityKind.CLUSTER;
    if (measured) {
      filled.column(PlainMetrics.CPU_USAGE, column(PlainMetrics.CPU_USAGE, rows, 50));
      FAULTS.forEach(metric -> filled.column(metric, column(metric, rows, 30)));
      COUNTS.forEach(metric -> filled.column(metric, column(metric, rows, 30)));
      filled.column(PlainMetrics.CPU_USAGE_RATE, column(PlainMetrics.CPU_USAGE_RATE, rows, 12));
      RATES.forEach(metric -> filled.column(metric, rates(rows)));
      filled.sampleTime(times(rows, tick * MINUTE_NANOS)).collectionStart(times(rows, 0));
    }
    if (measured && table.kind() != EntityKind.POD_CONTAINER) {
      for (Metric metric : NETWORK) {
        boolean rate = metric.valueType() == ValueType.DOUBLE;
        int bits = metric.name().contains("errors") ? 0 : 42;
        filled.column(metric, rate ? rates(rows) : column(metric, rows, bits));
      }
    }
    BYTES.forEach(metric -> filled.column(metric, pages(rows)));
    REQUESTS.forEach(metric -> filled.column(metric, requests(metric, rows)));
    if (measured) {
      filled.series(deviceValues(table.series()));
    }
    return filled.build();
  }

  private Column column(Metric metric, int rows, int bits) {
    Column.Builder column = Column.builder(metric.valueType(), rows);
    for (int row = 0; row < rows; row++) {
      long value = bits == 0 ? 0 : random.nextLong() >>> (64 - bits + random.nextInt(8));
      column.set(row, value);
    }
    return column.build();
  }

  private Column pages(int rows) {
    Column.Builder column = Column.builder(ValueType.INT64, rows);
    for (int row = 0; row < rows; row++) {
      column.set(row, 4096L * (random.nextInt() >>> (10 + random.nextInt(8))));
    }
    return column.build();
  }

  private Column rates(int rows) {
    Column.Builder column = Column.builder(ValueType.DOUBLE, rows);
    for (int row = 0; row < rows; row++) {
      column.set(row, (random.nextInt(4) == 0 ? 0 : random.nextInt(100_000)) / 59.98);
    }
    return column.build();
  }

  private Column requests(Metric metric, int rows) {
    Column.Builder column = Column.builder(metric.valueType(), rows);
    for (int row = 0; row < rows; row++) {
      if (row % 10 != 3) {
        column.set(
            row, (row * 31L % 500 % 7 + 1) * (metric.name().startsWith("cpu") ? 50 : 1 << 26));
      }
    }
    return column.build();
  }

  private Column times(int rows, long nanos) {
    Column.Builder column = Column.builder(ValueType.INT64, rows);
    for (int row = 0; row < rows; row++) {
      column.set(row, 1_772_000_000_000_000_000L + nanos - random.nextLong(15_000_000_000L));
    }
    return column.build();
  }

  private LabeledSeries deviceValues(LabeledSeries devices) {
    LabeledSeries series = devices;
    for (Metric metric : FILESYSTEM) {
      boolean own = metric == LabeledMetrics.FILESYSTEM_USAGE;
      Column.Builder column = Column.builder(ValueType.INT64, devices.size());
      for (int at = 0; at < devices.size(); at++) {
        long ofNode = (at / 100 * 7919L + metric.index()) % 1_000_003 << 12;
        column.set(at, own ? 4096L * random.nextInt(1 << 16) : ofNode);
      }
      series = series.with(metric, column.build());
    }
    return series;
  }

  private DataBatch layOut(int nodes) {
    List<EntityKey> namespaces = new ArrayList<>();
    for (int i = 0; i < NAMESPACES; i++) {
      namespaces.add(new EntityKey.Namespace("team-" + i));
    }
    List<EntityKey> nodeKeys = new ArrayList<>();
    List<EntityKey> system = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      var node = new EntityKey.Node("ip-10-0-" + i / 250 + "-" + i % 250 + ".internal");
      nodeNames.add(node.name());
      nodeKeys.add(node);
      for (String name : List.of("kubelet", "runtime", "pods")) {
        system.add(new EntityKey.SystemContainer(node, name));
      }
    }
    List<EntityKey> pods = new ArrayList<>();
    List<EntityKey> containers = new ArrayList<>();
    int[] podOfContainer = new int[2 * PODS * nodes];
    int[] namespaceOfPod = new int[PODS * nodes];
    int[] nodeOfPod = new int[PODS * nodes];
    for (int i = 0; i < PODS * nodes; i++) {
      var pod = new EntityKey.Pod("team-" + i * 31 % NAMESPACES, podName(i));
      pods.add(pod);
      namespaceOfPod[i] = i * 31 % NAMESPACES;
      nodeOfPod[i] = i / PODS;
      for (String name : List.of("main", "istio-proxy")) {
        podOfContainer[containers.size()] = i;
        containers.add(new EntityKey.PodContainer(pod, name));
      }
    }
    return tables(namespaces, nodeKeys, system, pods, containers)
        .podOfContainer(Owners.of(podOfContainer))
        .namespaceOfPod(Owners.of(namespaceOfPod))
        .nodeOfPod(Owners.of(nodeOfPod))
        .coverage(new Coverage(nodes, nodes))
        .build();
  }

  private DataBatchBuilder tables(
      List<EntityKey> namespaces,
      List<EntityKey> nodeKeys,
      List<EntityKey> system,
      List<EntityKey> pods,
      List<EntityKey> containers) {
    Labels[] podLabels = new Labels[pods.size()];
    for (int i = 0; i < podLabels.length; i++) {
      podLabels[i] = podLabels(i, (EntityKey.Pod) pods.get(i));
    }
    return new DataBatchBuilder(Instant.EPOCH)
        .table(table(EntityKind.CLUSTER, List.of(EntityKey.Cluster.INSTANCE), podLabels))
        .table(table(EntityKind.NAMESPACE, namespaces, podLabels))
        .table(table(EntityKind.NODE, nodeKeys, podLabels))
        .table(table(EntityKind.SYSTEM_CONTAINER, system, podLabels))
        .table(table(EntityKind.POD, pods, podLabels))
        .table(table(EntityKind.POD_CONTAINER, containers, podLabels));
  }

  private String podName(int pod) {
    String suffix = Integer.toString(random.nextInt(60_000_000) + 2_000_000, 36);
    return "service-"
        + pod % 500
        + "-"
        + Integer.toHexString(pod % 500 * 0x9E3779B9)
        + "-"
        + suffix;
  }

  private Labels podLabels(int row, EntityKey.Pod pod) {
    String node = nodeNames.get(row / PODS);
    String app = "service-" + row % 500;
    Map<String, String> labels = new HashMap<>();
    labels.put("type", "pod");
    labels.put("pod_name", pod.name());
    labels.put("pod_id", new UUID(random.nextLong(), random.nextLong()).toString());
    labels.put("namespace_name", pod.namespace());
    labels.put("namespace_id", new UUID(7, pod.namespace().hashCode()).toString());
    labels.put("nodename", node);
    labels.put("hostname", node);
    labels.put("host_id", "i-" + Integer.toHexString(node.hashCode()));
    labels.put(
        "labels",
        "app:"
            + app
            + ",pod-template-hash:"
            + Integer.toHexString(app.hashCode())
            + ",tier:backend,version:v"
            + row % 5);
    return Labels.of(labels);
  }

  private static EntityTable table(EntityKind kind, List<EntityKey> keys, Labels[] podLabels) {
    var labels = new ArrayList<Labels>();
    int disks = kind == EntityKind.POD_CONTAINER ? 2 : kind == EntityKind.POD ? 0 : 1;
    var series = new LabeledSeries.Builder(keys.size(), disks * keys.size());
    for (int row = 0; row < keys.size(); row++) {
      labels.add(labels(keys.get(row), row, podLabels));
      for (int disk = 0; disk < disks; disk++) {
        series.start(row, Labels.of("resource_id", disk == 0 ? "/" : "logs"));
      }
    }
    Labels shape = labels.getFirst();
    labels.replaceAll(each -> each.sharingKeysWith(shape));
    return EntityTable.builder(kind)
        .entities(Roster.of(keys), LabelColumn.of(labels))
        .series(series.build(LabeledSeries.EMPTY))
        .build();
  }

  private static Labels labels(EntityKey key, int row, Labels[] podLabels) {
    return switch (key) {
      case EntityKey.Pod _ -> podLabels[row];
      case EntityKey.PodContainer container ->
          podLabels[row / 2].with(
              Map.of(
                  "type",
                  "pod_container",
                  "container_name",
                  container.name(),
                  "container_base_image",
                  "registry.example.com/" + container.name() + "/app-" + row % 700 + ":1.2"));
      case EntityKey.Cluster _ -> Labels.of("type", "cluster");
      case EntityKey.Namespace namespace ->
          Labels.of(Map.of("type", "ns", "namespace_name", namespace.name()));
      case EntityKey.Node node ->
          Labels.of(Map.of("type", "node", "nodename", node.name(), "hostname", node.name()));
      case EntityKey.SystemContainer container ->
          Labels.of(
              Map.of(
                  "type", "sys_container",
                  "container_name", container.name(),
                  "nodename", container.node().name()));
    };
  }
}
