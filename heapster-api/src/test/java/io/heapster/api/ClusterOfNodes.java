package io.heapster.api;

import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A batch the size of a real cluster: 30 pods of 2 containers and 3 system containers a node. */
final class ClusterOfNodes {
  static final Instant TIMESTAMP = Instant.parse("2026-11-21T06:30:00Z");
  private static final int PODS = 30;
  private static final Instant STARTED = Instant.parse("2026-11-01T10:20:30Z");

  private static final List<Metric> RUNNING =
      List.of(
          PlainMetrics.UPTIME,
          PlainMetrics.CPU_USAGE,
          PlainMetrics.CPU_USAGE_RATE,
          PlainMetrics.MEMORY_USAGE,
          PlainMetrics.MEMORY_RSS,
          PlainMetrics.MEMORY_WORKING_SET,
          PlainMetrics.MEMORY_PAGE_FAULTS,
          PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS);

  private static final List<Metric> NETWORK =
      List.of(
          PlainMetrics.NETWORK_RX,
          PlainMetrics.NETWORK_RX_ERRORS,
          PlainMetrics.NETWORK_TX,
          PlainMetrics.NETWORK_TX_ERRORS);

  private static final List<Metric> LIMITS =
      List.of(PlainMetrics.CPU_LIMIT, PlainMetrics.MEMORY_LIMIT);

  private static final List<Metric> FILESYSTEM =
      List.of(
          LabeledMetrics.FILESYSTEM_USAGE,
          LabeledMetrics.FILESYSTEM_LIMIT,
          LabeledMetrics.FILESYSTEM_AVAILABLE,
          LabeledMetrics.FILESYSTEM_INODES,
          LabeledMetrics.FILESYSTEM_INODES_FREE);

  private final BatchDraft draft = new BatchDraft(TIMESTAMP);
  private long seed = 1;

  private ClusterOfNodes() {}

  static DataBatch of(int nodes) {
    var cluster = new ClusterOfNodes();
    for (int node = 0; node < nodes; node++) {
      cluster.addNode("node-" + node);
    }
    return cluster.draft.build();
  }

  private void addNode(String name) {
    var key = new EntityKey.Node(name);
    Map<String, String> labels = host(name, "node");
    labels.put("labels", "kubernetes.io/arch:amd64,kubernetes.io/os:linux,pool:p1");
    BatchDraft.Entity node = add(key, labels, List.of(RUNNING, NETWORK, LIMITS));
    device(node, "/");
    for (String container : List.of("kubelet", "runtime", "pods")) {
      Map<String, String> system = host(name, "sys_container");
      system.put("container_name", container);
      add(new EntityKey.SystemContainer(key, container), system, List.of(RUNNING));
    }
    for (int pod = 0; pod < PODS; pod++) {
      addPod(name, "workload-" + pod + "-5d4f8c7b9d-" + name);
    }
  }

  private void addPod(String node, String name) {
    var key = new EntityKey.Pod("team-" + name.length() % 20, name);
    Map<String, String> labels = host(node, "pod");
    labels.put("pod_name", name);
    labels.put("pod_id", "7d5c51d0-c594-41d5-8e41-20bdf3176b17");
    labels.put("namespace_name", key.namespace());
    labels.put("namespace_id", "ca47c872-2d15-48a6-8dbd-a968c5c88d56");
    labels.put(
        "labels",
        "app.kubernetes.io/name:workload,pod-template-hash:5d4f8c7b9d,tier:back,track:stable");
    BatchDraft.Entity pod = add(key, labels, List.of(RUNNING, NETWORK, LIMITS));
    device(pod, "Volume:kube-api-access");
    device(pod, "Volume:data");
    for (String container : List.of("main", "sidecar")) {
      var own = new TreeMap<>(labels);
      own.put("type", "pod_container");
      own.put("container_name", container);
      own.put("container_base_image", "registry.example:5000/team/workload:v1.2.3");
      BatchDraft.Entity entity =
          add(new EntityKey.PodContainer(key, container), own, List.of(RUNNING, LIMITS));
      device(entity, "/");
      device(entity, "logs");
    }
  }

  private BatchDraft.Entity add(
      EntityKey key, Map<String, String> labels, List<List<Metric>> groups) {
    BatchDraft.Entity entity = draft.add(key, labels).started(STARTED).sampled(TIMESTAMP);
    groups.forEach(metrics -> metrics.forEach(metric -> entity.value(metric, number())));
    return entity;
  }

  private void device(BatchDraft.Entity entity, String name) {
    Map<String, String> labels = Map.of("resource_id", name);
    FILESYSTEM.forEach(metric -> entity.device(labels, metric, number()));
  }

  private static Map<String, String> host(String node, String type) {
    var labels = new TreeMap<String, String>();
    labels.put("nodename", node);
    labels.put("hostname", node);
    labels.put("host_id", "");
    labels.put("type", type);
    return labels;
  }

  /** Between 0 and 2^40, the same in every run. */
  private long number() {
    seed = seed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
    return seed >>> 24;
  }
}
