package io.heapster.sources.kubelet.light;

import static io.heapster.sources.kubelet.light.PointsBench.MIB;
import static io.heapster.sources.kubelet.light.PointsBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.EntityKey;
import io.heapster.core.usage.ContainerUsage;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeUsage;
import io.heapster.core.usage.PodUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What metrics-server's own tests demand of its storage, with a resolution of 60 s. Where we
 * deviate the test says so, and why:
 *
 * <ul>
 *   <li>An answer without a node or a pod does not empty it at once: values stay for two windows,
 *       because one missed scrape must not stop an autoscaler.
 *   <li>Samples older than the last are ignored instead of served: time does not run backwards, and
 *       values that do would confuse every reader.
 *   <li>A restart or a decrease hides nothing that is still fresh: the last values stay with their
 *       time. Before there were any, nothing is served; metrics-server lists a pod without
 *       containers, which kubectl prints as 0.
 *   <li>Zero CPU and memory are values.
 * </ul>
 */
final class AcceptanceTest {
  private final PointsBench bench = new PointsBench(Duration.ofSeconds(60));

  private static Exposition text() {
    return new Exposition();
  }

  private static NodeUsage node(long seconds, long window, long cpuNanocores, long mebibytes) {
    return new NodeUsage(
        seconds * SECOND, window * SECOND, cpuNanocores, mebibytes * MIB, ContainerUsage.ABSENT);
  }

  private static ContainerUsage container(String name, long cpuNanocores, long mebibytes) {
    return new ContainerUsage(name, cpuNanocores, mebibytes * MIB, ContainerUsage.ABSENT);
  }

  private static PodUsage pod(long seconds, long window, ContainerUsage... containers) {
    return new PodUsage(seconds * SECOND, window * SECOND, List.of(containers));
  }

  // --- nodes

  @Test
  void node_twoSamples_isServedFromTheSecondOn() throws Exception {
    bench.take(text().node(10, 10, 2));
    assertThat(bench.absentNode().cause()).isEqualTo(NoUsage.Cause.ONE_SAMPLE);
    assertThat(bench.points().isNodeServed(bench.now())).isFalse();
    bench.take(text().node(20, 20, 3));
    assertThat(bench.node()).isEqualTo(node(20, 10, SECOND, 3));
    assertThat(bench.points().isNodeServed(bench.now())).isTrue();
    assertThat(bench.points().servedContainers(bench.now())).isZero();

    // Deviation: kept for two windows, then gone.
    bench.take(text().line("scrape_error 0"));
    assertThat(bench.node()).isEqualTo(node(20, 10, SECOND, 3));
    bench.pass(bench.settings().hold().plusNanos(1));
    assertThat(bench.absentNode().cause()).isEqualTo(NoUsage.Cause.INCOMPLETE);
  }

  @Test
  void node_sameAnswerTwice_isNotServed() throws Exception {
    bench.take(text().node(10, 10, 2));
    bench.take(text().node(10, 10, 2));
    assertThat(bench.absentNode().cause()).isEqualTo(NoUsage.Cause.ONE_SAMPLE);
  }

  @Test
  void node_counterDecreased_isNotServed() throws Exception {
    bench.take(text().node(15, 50, 2));
    bench.take(text().node(25, 10, 2));
    assertThat(bench.node()).isInstanceOf(NoUsage.class);
    bench.take(text().node(35, 15, 2));
    assertThat(bench.node()).isEqualTo(node(35, 10, SECOND / 2, 2));
  }

  @Test
  void node_olderThanBoth_isIgnored() throws Exception {
    bench.take(text().node(15, 10, 2));
    bench.take(text().node(35, 50, 2));
    bench.take(text().node(5, 6, 2));
    // Deviation: metrics-server serves nothing.
    assertThat(bench.node()).isEqualTo(node(35, 20, 2 * SECOND, 2));
  }

  @Test
  void node_betweenBoth_isIgnored() throws Exception {
    bench.take(text().node(15, 10, 2));
    bench.take(text().node(35, 50, 3));
    bench.take(text().node(25, 35, 2));
    // Deviation: metrics-server goes back to 25 s.
    assertThat(bench.node()).isEqualTo(node(35, 20, 2 * SECOND, 3));
    bench.take(text().node(45, 60, 3));
    assertThat(bench.node()).isEqualTo(node(45, 10, SECOND, 3));
  }

  // --- pods

  @Test
  void pod_twoSamples_isServedFromTheSecondOn() throws Exception {
    bench.take(text().container("c", 120, 1, 4));
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.ONE_SAMPLE);
    bench.take(text().container("c", 125, 6, 5));
    assertThat(bench.pod()).isEqualTo(pod(125, 5, container("c", SECOND, 5)));
    assertThat(bench.points().servedContainers(bench.now())).isEqualTo(1);
    assertThat(bench.points().pod(new EntityKey.Pod("ns", "other"), bench.now()))
        .isInstanceOfSatisfying(
            NoUsage.class,
            absent -> assertThat(absent.cause()).isEqualTo(NoUsage.Cause.NOT_LISTED));

    // Deviation: kept for two windows, then gone.
    bench.take(text().node(1, 1, 1));
    assertThat(bench.pod()).isEqualTo(pod(125, 5, container("c", SECOND, 5)));
    bench.pass(bench.settings().hold().plusNanos(1));
    bench.take(text().node(2, 1, 1));
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.NOT_LISTED);
  }

  @Test
  void pod_twoContainers_hasTheTimeAndWindowOfTheEarliest() throws Exception {
    bench.take(text().container("c1", 110, 1, 1).container("c2", 115, 1, 1));
    assertThat(bench.points().servedContainers(bench.now())).isZero();
    bench.take(text().container("c1", 120, 11, 1).container("c2", 125, 6, 1));
    assertThat(bench.pod())
        .isEqualTo(pod(120, 10, container("c1", SECOND, 1), container("c2", SECOND / 2, 1)));
    assertThat(bench.points().servedContainers(bench.now())).isEqualTo(2);
  }

  @Test
  void pod_sameAnswerTwice_isNotServed() throws Exception {
    bench.take(text().container("c", 120, 1, 4));
    bench.take(text().container("c", 120, 1, 4));
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.ONE_SAMPLE);
  }

  @Test
  void pod_restartedAndFresh_isServedSinceItsStart() throws Exception {
    bench.take(text().container("c", 0, 10, 1, 4));
    bench.take(text().container("c", 15, 25, 5, 5));
    assertThat(bench.pod()).isEqualTo(pod(25, 10, container("c", SECOND / 2, 5)));
  }

  @Test
  void pod_counterDecreased_isNotServed() throws Exception {
    bench.take(text().container("c", 110, 20, 1));
    bench.take(text().container("c", 120, 10, 1));
    // Deviation: metrics-server lists it with no container.
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.ONE_SAMPLE);
  }

  @Test
  void pod_olderThanBoth_isIgnored() throws Exception {
    bench.take(text().container("c", 1115, 20, 1));
    bench.take(text().container("c", 1125, 40, 1));
    bench.take(text().container("c", 115, 10, 1));
    // Deviation: metrics-server serves nothing.
    assertThat(bench.pod()).isEqualTo(pod(1125, 10, container("c", 2 * SECOND, 1)));
  }

  @Test
  void pod_betweenBoth_isIgnored() throws Exception {
    bench.take(text().container("c", 115, 10, 1));
    bench.take(text().container("c", 125, 50, 1));
    bench.take(text().container("c", 120, 35, 5));
    // Deviation: metrics-server goes back to 120 s.
    assertThat(bench.pod()).isEqualTo(pod(125, 10, container("c", 4 * SECOND, 1)));
  }

  @Test
  void pod_longRunning_isNotServedAfterOneAnswer() throws Exception {
    bench.take(text().container("c", 0.001, 120.002, 1, 4));
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.ONE_SAMPLE);
  }

  @Test
  void pod_fresh_isServedAfterOneAnswer() throws Exception {
    bench.take(text().container("c", 1000, 1010, 10, 4));
    assertThat(bench.pod()).isEqualTo(pod(1010, 10, container("c", SECOND, 4)));
  }

  @Test
  void pod_startedAfterItsSample_isNotServed() throws Exception {
    bench.take(text().container("c", 1010, 1000, 10, 4));
    assertThat(bench.pod()).isInstanceOf(NoUsage.class);
  }

  @Test
  void pod_youngerThanTenSeconds_isNotServed() throws Exception {
    bench.take(text().container("c", 1000, 1009, 10, 4));
    assertThat(bench.pod()).isInstanceOf(NoUsage.class);
  }

  @Test
  void pod_oneContainerOfTwoHasASecondSample_isNotServed() throws Exception {
    bench.take(text().container("c1", 1, 121, 1, 1));
    bench.take(text().container("c1", 1, 131, 2, 1).container("c2", 1, 131, 2, 1));
    assertThat(bench.absentPod().detail()).contains("container c2");
  }

  // --- arithmetic

  @Test
  void rate_ofNanoseconds_isExact() throws Exception {
    bench.take(
        text()
            .line("node_cpu_usage_seconds_total 0.000000300 10")
            .line("node_memory_working_set_bytes 600 10"));
    bench.take(
        text()
            .line("node_cpu_usage_seconds_total 0.000000500 20")
            .line("node_memory_working_set_bytes 600 20"));
    assertThat(bench.servedNode().cpuNanocores()).isEqualTo(20_000);
    assertThat(bench.servedNode().memoryBytes()).isEqualTo(600);
    assertThat(bench.servedNode().windowNanos()).isEqualTo(10_000_000);
  }

  // --- decoding

  @Test
  void decode_valuesAsKubeletsPrintThem_areExact() throws Exception {
    bench.take(
        text()
            .line("container_cpu_usage_seconds_total" + LABELS + " 4.710169 1633253812125")
            .line("container_memory_working_set_bytes" + LABELS + " 1.253376e+07 1633253812125")
            .line("container_start_time_seconds" + LABELS + " 1.633253712e+9 1633253812125")
            .line("node_cpu_usage_seconds_total 357.35491 1633253809720")
            .line("node_memory_working_set_bytes 1.616273408e+09 1633253809720")
            .line("pod_cpu_usage_seconds_total{namespace=\"ns\",pod=\"p\"} 9.9 1633253812125")
            .line("scrape_error 0"));
    PodUsage pod = bench.servedPod();
    assertThat(pod.timestampNanos()).isEqualTo(1_633_253_812_125_000_000L);
    assertThat(pod.windowNanos()).isEqualTo(100_125_000_000L);
    assertThat(pod.containers())
        .containsExactly(new ContainerUsage("c", 47_042_886, 12_533_760, ContainerUsage.ABSENT));
    bench.take(
        text()
            .line("node_cpu_usage_seconds_total 358.35491 1633253819720")
            .line("node_memory_working_set_bytes 1.616273408e+09 1633253819720"));
    assertThat(bench.node())
        .isEqualTo(
            new NodeUsage(1_633_253_819_720_000_000L, 10 * SECOND, SECOND / 10, 1_616_273_408, -1));
  }

  @Test
  void decode_withoutTimes_takesThatOfTheRequest() throws Exception {
    bench.take(
        text()
            .line("container_cpu_usage_seconds_total" + LABELS + " 10")
            .line("container_memory_working_set_bytes" + LABELS + " 1048576")
            .line("container_start_time_seconds" + LABELS + " 6980"));
    assertThat(bench.pod()).isEqualTo(pod(7_000, 20, container("c", SECOND / 2, 1)));
  }

  @Test
  void decode_zeroCpuAndMemory_areValues() throws Exception {
    // Deviation: metrics-server drops the pod, or the node.
    bench.take(text().node(10, 0, 0).container("c", 1000, 0, 0));
    bench.take(text().node(20, 0, 0).container("c", 1010, 0, 0));
    assertThat(bench.node()).isEqualTo(node(20, 10, 0, 0));
    assertThat(bench.pod()).isEqualTo(pod(1010, 10, container("c", 0, 0)));
  }

  @Test
  void decode_withoutCpuOrMemory_isNotServedAndSaysWhat() throws Exception {
    bench.take(text().cpu("c", 10, 1).line("node_cpu_usage_seconds_total 1 1000"));
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.INCOMPLETE);
    assertThat(bench.absentPod().detail())
        .isEqualTo("container c: the kubelet of node n1 told no memory");
    assertThat(bench.absentNode().detail())
        .isEqualTo("node n1: the kubelet of node n1 told no memory");
    bench.take(text().memory("c", 10, 1));
    assertThat(bench.absentPod().detail()).endsWith("told no CPU");
    bench.take(text().start("c", 10));
    assertThat(bench.absentPod().detail()).endsWith("told neither CPU nor memory");
    bench.take(text().line("pod_cpu_usage_seconds_total{namespace=\"ns\",pod=\"p\"} 9.9 1000"));
    assertThat(bench.absentPod().detail())
        .isEqualTo("the kubelet of node n1 lists no container of it");
  }

  @Test
  void decode_timeOfYearOne_losesThatLineOnly() throws Exception {
    // Deviation: metrics-server loses the whole answer.
    String dead = "container_cpu_usage_seconds_total{container=\"d\",namespace=\"ns\",pod=\"d\"}";
    bench.take(text().container("c", 110, 10, 1).line(dead + " 0 -62135596800000"));
    bench.take(text().line(dead + " 0 -62135596800000").container("c", 120, 20, 1));
    assertThat(bench.pod()).isEqualTo(pod(120, 10, container("c", SECOND, 1)));
  }

  private static final String LABELS = "{container=\"c\",namespace=\"ns\",pod=\"p\"}";
}
