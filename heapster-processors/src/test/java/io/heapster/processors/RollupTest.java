package io.heapster.processors;

import static io.heapster.core.metric.PlainMetrics.CPU_LIMIT;
import static io.heapster.core.metric.PlainMetrics.CPU_REQUEST;
import static io.heapster.core.metric.PlainMetrics.CPU_USAGE;
import static io.heapster.core.metric.PlainMetrics.CPU_USAGE_NANOCORES;
import static io.heapster.core.metric.PlainMetrics.CPU_USAGE_RATE;
import static io.heapster.core.metric.PlainMetrics.MEMORY_LIMIT;
import static io.heapster.core.metric.PlainMetrics.MEMORY_PAGE_FAULTS_RATE;
import static io.heapster.core.metric.PlainMetrics.MEMORY_REQUEST;
import static io.heapster.core.metric.PlainMetrics.MEMORY_USAGE;
import static io.heapster.core.metric.PlainMetrics.MEMORY_WORKING_SET;
import static io.heapster.core.metric.PlainMetrics.RESTART_COUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RollupTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final EntityKey.Pod POD_1 = new EntityKey.Pod("ns1", "pod1");
  private static final EntityKey.Pod POD_2 = new EntityKey.Pod("ns1", "pod2");
  private static final EntityKey.Pod POD_3 = new EntityKey.Pod("ns2", "pod3");
  private static final Metric M1 = Metric.custom("m1", MetricKind.GAUGE);
  private static final Metric M2 = Metric.custom("m2", MetricKind.CUMULATIVE);
  private static final Metric M3 = Metric.custom("m3", MetricKind.DELTA);

  private final Picture parts = new Picture();

  private Picture summed(Rollup rollup) {
    return Picture.of(rollup.process(parts.batch(NOW)));
  }

  @Test
  void a54_podMissing_isMadeAndGetsItsContainersValues() {
    parts.container(POD_1, "c1", "n1").value(M1, 10.0).value(M2, 222.0);
    parts.container(POD_1, "c2", "n1").value(M1, 100.0).value(M3, 30.0);
    DataBatch adopted =
        new PodEnricher(new FakeInventory(), LabelPolicy.standard()).process(parts.batch(NOW));

    Entity pod = Picture.of(Rollup.PODS.process(adopted)).get(POD_1);

    assertThat(pod.labels).containsEntry("pod_name", "pod1").containsEntry("namespace_name", "ns1");
    assertThat(pod.values)
        .containsOnly(Map.entry(M1, 110.0), Map.entry(M2, 222.0), Map.entry(M3, 30.0));
  }

  @Test
  void pods_countersAndMetricsOfOurs_areNotSummed() {
    parts.pod(POD_1, "n1");
    parts
        .container(POD_1, "c1", "n1")
        .value(CPU_USAGE, 1)
        .value(PlainMetrics.UPTIME, 1)
        .value(PlainMetrics.MEMORY_PAGE_FAULTS, 1)
        .value(CPU_USAGE_NANOCORES, 1)
        .value(MEMORY_WORKING_SET, 1)
        .value(RESTART_COUNT, 3)
        .value(MEMORY_PAGE_FAULTS_RATE, 0.5);

    assertThat(summed(Rollup.PODS).get(POD_1).values)
        .containsOnly(
            Map.entry(MEMORY_WORKING_SET, 1L),
            Map.entry(RESTART_COUNT, 3L),
            Map.entry(MEMORY_PAGE_FAULTS_RATE, 0.5));
  }

  @Test
  void pods_valueOfThePodItself_isWhereTheSumStarts() {
    parts.pod(POD_1, "n1").value(MEMORY_USAGE, 1000).value(CPU_USAGE, 7);
    parts.container(POD_1, "c1", "n1").value(MEMORY_USAGE, 1);
    parts.container(POD_1, "c2", "n1").value(MEMORY_USAGE, 2);

    assertThat(summed(Rollup.PODS).get(POD_1).values)
        .containsOnly(Map.entry(MEMORY_USAGE, 1003L), Map.entry(CPU_USAGE, 7L));
  }

  @Test
  void pods_containerWithoutPodRow_countsNowhere() {
    parts.pod(POD_1, "n1");
    parts.container(POD_2, "c1", "n1").value(MEMORY_USAGE, 1);

    assertThat(summed(Rollup.PODS).get(POD_1).values).isEmpty();
  }

  @Test
  void a55_namespaces_sumTheSixMetricsOverPods() {
    parts.pod(POD_1, "n1").value(CPU_USAGE_RATE, 10).value(MEMORY_USAGE, 100);
    parts.pod(POD_2, "n1").value(CPU_USAGE_RATE, 20).value(MEMORY_WORKING_SET, 5);
    parts
        .pod(POD_3, "n1")
        .value(CPU_REQUEST, 1)
        .value(CPU_LIMIT, 2)
        .value(MEMORY_REQUEST, 3)
        .value(MEMORY_LIMIT, 4);

    Picture summed = summed(Rollup.NAMESPACES);

    Entity first = summed.get(new EntityKey.Namespace("ns1"));
    assertThat(first.labels).containsEntry("type", "ns").containsEntry("namespace_name", "ns1");
    assertThat(first.values)
        .containsOnly(Map.entry(CPU_USAGE_RATE, 30L), Map.entry(MEMORY_USAGE, 100L));
    assertThat(summed.get(new EntityKey.Namespace("ns2")).values)
        .isEqualTo(Map.of(CPU_REQUEST, 1L, CPU_LIMIT, 2L, MEMORY_REQUEST, 3L, MEMORY_LIMIT, 4L));
  }

  @Test
  void a56_nodes_sumRequestsOfTheirPodsIntoExistingRows() {
    parts.node("h1").value(MEMORY_USAGE, 50);
    parts.node("h2");
    parts.pod(POD_1, "h1").value(CPU_REQUEST, 10).value(MEMORY_USAGE, 100);
    parts.pod(POD_2, "h1").value(CPU_REQUEST, 5);
    parts.pod(POD_3, "elsewhere").value(CPU_REQUEST, 1000);

    Picture summed = summed(Rollup.NODES);

    assertThat(summed.get(new EntityKey.Node("h1")).values)
        .containsOnly(Map.entry(CPU_REQUEST, 15L), Map.entry(MEMORY_USAGE, 50L));
    assertThat(summed.get(new EntityKey.Node("h2")).values).isEmpty();
    assertThat(summed.entities).doesNotContainKey(new EntityKey.Node("elsewhere"));
  }

  @Test
  void a57_cluster_sumsTheSixMetricsOverNamespaces() {
    parts.bare(new EntityKey.Namespace("ns1")).value(CPU_REQUEST, 10).value(MEMORY_USAGE, 1);
    parts.bare(new EntityKey.Namespace("ns2")).value(CPU_REQUEST, 20).value(MEMORY_WORKING_SET, 1);

    assertThat(summed(Rollup.CLUSTER).get(EntityKey.Cluster.INSTANCE).values)
        .containsOnly(Map.entry(CPU_REQUEST, 30L), Map.entry(MEMORY_USAGE, 1L));
  }

  @Test
  void cluster_emptyBatch_hasItsRowWithoutValues() {
    DataBatch batch = Rollup.CLUSTER.process(DataBatch.empty(NOW));

    Entity cluster = Picture.of(batch).get(EntityKey.Cluster.INSTANCE);
    assertThat(cluster.labels).containsOnly(Map.entry("type", "cluster"));
    assertThat(cluster.values).isEmpty();
    assertThat(Rollup.CLUSTER.process(DataBatch.empty(NOW)).cluster().roster())
        .isSameAs(batch.cluster().roster());
  }

  @Test
  void process_nothingToSum_leavesTheBatchEmpty() {
    for (Rollup rollup : List.of(Rollup.PODS, Rollup.NAMESPACES, Rollup.NODES)) {
      assertThat(rollup.process(DataBatch.empty(NOW)).size()).as(rollup.name()).isZero();
    }
  }

  @Test
  void process_givenBatch_staysAsItIs() {
    parts.pod(POD_1, "n1").value(CPU_USAGE_RATE, 10);
    DataBatch batch = parts.batch(NOW);

    Rollup.NAMESPACES.process(batch);

    assertThat(batch.namespaces().column(CPU_USAGE_RATE).isEmpty()).isTrue();
  }
}
