package io.heapster.sources.kubelet.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.MetricSet;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.sources.kubelet.TestNodes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchMergerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final long START = NOW.minusSeconds(90).getEpochSecond() * 1_000_000_000L;
  private static final NodeInfo N1 = TestNodes.node("n1", "10.0.0.1", 0);
  private static final NodeInfo N2 = TestNodes.node("n2", "10.0.0.2", 0);

  private final MetricRegistry registry = new MetricRegistry();
  private final BatchMerger merger = new BatchMerger(new Telemetry(registry));

  @Test
  void merge_twoNodes_laysRowsOutByNodeAndPod() {
    var second = new SampleWriter().node("n2", START).pod("b", "p", "u2", START);
    second.container(second.last(), "c", START).system("kubelet");
    var first = new SampleWriter().node("n1", START).pod("b", "q", "u1", START);
    int pod = first.last();
    first.container(pod, "c1", START).container(pod, "c2", START).pod("a", "r", "u3", START);
    DataBatch batch = merge(part(N2, second), part(N1, first));
    assertThat(texts(batch.nodes())).containsExactly("node:n1", "node:n2");
    assertThat(texts(batch.pods()))
        .containsExactly("namespace:b/pod:q", "namespace:a/pod:r", "namespace:b/pod:p");
    assertThat(texts(batch.namespaces())).containsExactly("namespace:a", "namespace:b");
    assertThat(texts(batch.systemContainers())).containsExactly("node:n2/container:kubelet");
    assertThat(texts(batch.cluster())).containsExactly("cluster");
    assertThat(owners(batch.podContainers().size(), batch.podOfContainer()::of))
        .containsExactly(0, 0, 2);
    assertThat(owners(3, batch.namespaceOfPod()::of)).containsExactly(1, 0, 1);
    assertThat(owners(3, batch.nodeOfPod()::of)).containsExactly(0, 0, 1);
    assertThat(batch.timestamp()).isEqualTo(NOW);
  }

  @Test
  void merge_everyKind_isLabelledAsHeapsterDid() {
    var writer = new SampleWriter().node("n1", START).pod("ns", "p", "u", START);
    writer.container(writer.last(), "c", START).system("kubelet");
    DataBatch batch = merge(part(N1, writer));
    var onNode = Map.of("nodename", "n1", "hostname", "host-n1", "host_id", "");
    assertThat(batch.nodes().labels(0).asMap())
        .containsAllEntriesOf(onNode)
        .containsEntry("type", "node")
        .hasSize(4);
    assertThat(batch.systemContainers().labels(0).asMap())
        .containsAllEntriesOf(onNode)
        .containsAllEntriesOf(Map.of("type", "sys_container", "container_name", "kubelet"))
        .hasSize(5);
    var ofPod = Map.of("namespace_name", "ns", "pod_name", "p", "pod_id", "u");
    assertThat(batch.pods().labels(0).asMap())
        .containsAllEntriesOf(onNode)
        .containsAllEntriesOf(ofPod)
        .containsEntry("type", "pod")
        .hasSize(7);
    assertThat(batch.podContainers().labels(0).asMap())
        .containsAllEntriesOf(onNode)
        .containsAllEntriesOf(ofPod)
        .containsAllEntriesOf(Map.of("type", "pod_container", "container_name", "c"))
        .hasSize(8);
    assertThat(batch.namespaces().labels(0).asMap())
        .isEqualTo(Map.of("type", "ns", "namespace_name", "ns"));
    assertThat(batch.cluster().labels(0).asMap()).isEqualTo(Map.of("type", "cluster"));
  }

  @Test
  void merge_imageAndSchedulable_areLabelledWhereKnown() {
    var writer = new SampleWriter().node("n1", START).pod("ns", "p", "u", START);
    writer.container(writer.last(), "c", START).image("nginx:1");
    DataBatch batch =
        merger.merge(NOW, NOW, List.of(new NodePart(N1, writer.sample, true)), List.of(N1));
    assertThat(batch.podContainers().labels(0).get("container_base_image")).isEqualTo("nginx:1");
    assertThat(batch.nodes().labels(0).get("schedulable")).isEqualTo("true");
  }

  @Test
  void merge_nodeNamedOtherwiseInTheAnswer_isKeyedByTheAnswerLabelledByTheApi() {
    DataBatch batch = merge(part(N1, new SampleWriter().node("other", START)));
    assertThat(texts(batch.nodes())).containsExactly("node:other");
    assertThat(batch.nodes().labels(0).get("nodename")).isEqualTo("n1");
  }

  @Test
  void merge_answerWithoutNode_stillHasItsRow() {
    DataBatch batch = merge(part(N1, new SampleWriter().pod("ns", "p", "u", START)));
    assertThat(texts(batch.nodes())).containsExactly("node:n1");
    assertThat(batch.nodes().sampleTime().isEmpty()).isTrue();
    assertThat(merge(part(N1, new SampleWriter().pod("ns", "p", "u", START))).pods().roster())
        .isSameAs(batch.pods().roster());
  }

  @Test
  void merge_values_standAtTheirRows() {
    var writer = new SampleWriter().node("n1", START).value(PlainMetrics.MEMORY_USAGE, 5);
    writer.pod("ns", "p", "u", START).container(writer.last(), "c1", START);
    writer.value(PlainMetrics.MEMORY_USAGE, 6).container(1, "c2", 0);
    DataBatch batch = merge(part(N1, writer));
    assertThat(batch.nodes().column(PlainMetrics.MEMORY_USAGE).longAt(0)).isEqualTo(5);
    assertThat(batch.podContainers().column(PlainMetrics.MEMORY_USAGE).longAt(0)).isEqualTo(6);
    assertThat(batch.podContainers().column(PlainMetrics.MEMORY_USAGE).has(1)).isFalse();
    MetricSet second = batch.podContainers().metricSet(1);
    assertThat(second.collectionStart()).isEmpty();
    assertThat(second.value(PlainMetrics.UPTIME)).isEmpty();
    MetricSet first = batch.podContainers().metricSet(0);
    assertThat(first.collectionStart()).contains(NOW.minusSeconds(90));
    assertThat(first.sampleTime()).contains(NOW.minusSeconds(90).plusNanos(1));
    assertThat(first.value(PlainMetrics.UPTIME).orElseThrow().asLong()).isEqualTo(90_000);
  }

  @Test
  void merge_startInTheFuture_hasNoUptimeYet() {
    long later = START + Duration.ofHours(1).toNanos();
    DataBatch batch = merge(part(N1, new SampleWriter().node("n1", later)));
    assertThat(batch.nodes().column(PlainMetrics.UPTIME).longAt(0)).isZero();
  }

  @Test
  void merge_devicesInTheAnswersOrder_standInRowOrder() {
    Metric usage = LabeledMetrics.FILESYSTEM_USAGE;
    var before = new SampleWriter().node("n1", START).pod("ns", "a", "u1", START);
    before.device("v1", usage, 1).pod("ns", "b", "u2", START).device("v2", usage, 2);
    DataBatch first = merge(part(N1, before));
    // The same pods the other way round: rows stay, so the series have to be sorted to them.
    var after = new SampleWriter().node("n1", START).pod("ns", "b", "u2", START);
    after.device("v2", usage, 20).pod("ns", "a", "u1", START).device("v1", usage, 10);
    DataBatch second = merge(part(N1, after));
    assertThat(second.pods().roster()).isSameAs(first.pods().roster());
    var series = second.pods().series();
    assertThat(series.labels(series.first(0))).isSameAs(first.pods().series().labels(0));
    assertThat(series.column(usage).longAt(series.first(0))).isEqualTo(10);
    assertThat(series.column(usage).longAt(series.first(1))).isEqualTo(20);
  }

  @Test
  void merge_podComes_keepsTheOthersObjects() {
    DataBatch first = merge(part(N1, new SampleWriter().node("n1", START).pod("ns", "a", "u", 1)));
    var more = new SampleWriter().node("n1", START).pod("ns", "new", "v", 1);
    more.pod("ns", "a", "u", 1);
    DataBatch second = merge(part(N1, more));
    int row = second.pods().roster().rowOf(first.pods().key(0));
    assertThat(second.pods().key(row)).isSameAs(first.pods().key(0));
    assertThat(second.pods().labels(row)).isSameAs(first.pods().labels(0));
    assertThat(second.nodes().roster()).isSameAs(first.nodes().roster());
    assertThat(second.namespaces().labels()).isSameAs(first.namespaces().labels());
  }

  @Test
  void merge_podRecreatedUnderItsName_keepsKeyAndChangesLabels() {
    DataBatch first = merge(part(N1, new SampleWriter().node("n1", START).pod("ns", "a", "u", 1)));
    DataBatch second = merge(part(N1, new SampleWriter().node("n1", START).pod("ns", "a", "v", 2)));
    assertThat(second.pods().roster()).isSameAs(first.pods().roster());
    assertThat(second.pods().labels(0).get("pod_id")).isEqualTo("v");
  }

  @Test
  void merge_nodeAwayForMoreThanAnHour_isLaidOutAnew() {
    Instant later = NOW.plus(Duration.ofMinutes(61));
    var away = List.of(N1);
    DataBatch first = merge(part(N1, new SampleWriter().node("n1", START)));
    merger.merge(later, later, List.of(), away);
    NodePart back = part(N1, new SampleWriter().node("n1", START));
    DataBatch third = merger.merge(later, later, List.of(back), away);
    assertThat(third.nodes().key(0))
        .isEqualTo(first.nodes().key(0))
        .isNotSameAs(first.nodes().key(0));
  }

  @Test
  void merge_customMetrics_getColumnsOfTheirOwn() {
    var writer = new SampleWriter().node("n1", START).pod("ns", "p", "u", START);
    writer.container(writer.last(), "c", START).custom("qps", 2.5);
    DataBatch batch = merge(part(N1, writer));
    Metric qps = Metric.custom("qps", MetricKind.GAUGE);
    assertThat(batch.podContainers().column(qps).doubleAt(0)).isEqualTo(2.5);
  }

  @Test
  void merge_tooManyCustomMetricsOfOneNode_keepsTheBoundAndCounts() {
    var writer = new SampleWriter().node("n1", START);
    for (int i = 0; i < CustomFill.MOST_NAMES_OF_NODE + 3; i++) {
      writer.custom("m" + i, 1);
    }
    var other = new SampleWriter().node("n2", START).custom("m" + 200, 2);
    assertThat(merge(part(N1, writer), part(N2, other)).nodes().metrics().stream())
        .filteredOn(Metric::isCustom)
        .hasSize(CustomFill.MOST_NAMES_OF_NODE + 1);
    assertThat(dropped("custom_metric_overflow")).isEqualTo(3);
  }

  @Test
  void merge_entitiesWithoutNameOrPod_areDroppedAndCounted() {
    var writer = new SampleWriter().node("n1", START).pod("ns", "", "u", START);
    writer.container(writer.last(), "c", START).system("");
    writer.container(-1, "orphan", START).pod("ns", "good", "g", START);
    DataBatch batch = merge(part(N1, writer));
    assertThat(texts(batch.pods())).containsExactly("namespace:ns/pod:good");
    assertThat(batch.podContainers().size() + batch.systemContainers().size()).isZero();
    assertThat(dropped("unnamed_entity")).isEqualTo(3);
    assertThat(dropped("container_without_pod")).isEqualTo(1);
  }

  @Test
  void merge_unusableValues_areCounted() {
    var writer = new SampleWriter().node("n1", START);
    writer.sample.countMalformed();
    merge(part(N1, writer));
    assertThat(dropped("malformed_value")).isEqualTo(1);
  }

  @Test
  void merge_samePodOnTwoNodes_keepsTheLaterStart() {
    NodePart old = moved(N1, "u-new", START + 5, 7);
    DataBatch batch = merge(old, moved(N2, "u-old", START, 8));
    assertThat(texts(batch.podContainers())).containsExactly("namespace:ns/pod:db-0/container:c");
    assertThat(batch.pods().labels(0).get("nodename")).isEqualTo("n1");
    assertThat(batch.podContainers().column(PlainMetrics.CPU_USAGE).longAt(0)).isEqualTo(7);
    assertThat(owners(1, batch.nodeOfPod()::of)).containsExactly(0);
    assertThat(dropped("duplicate_entity")).isEqualTo(2);
  }

  @Test
  void merge_samePodOnTwoNodesEquallyOld_keepsTheLaterNode() {
    DataBatch batch = merge(moved(N1, "u", 0, 7), moved(N2, "u", 0, 8));
    assertThat(batch.pods().labels(0).get("nodename")).isEqualTo("n2");
    assertThat(merge(moved(N2, "u", 0, 9)).pods().size()).isEqualTo(1);
  }

  @Test
  void merge_samePodTwiceOnOneNode_keepsTheLaterStart() {
    var writer = new SampleWriter().node("n1", START).pod("ns", "p", "u1", 10);
    writer.container(writer.last(), "c", 10).value(PlainMetrics.CPU_USAGE, 1);
    writer.pod("ns", "p", "u2", 20).container(writer.last(), "c", 20);
    writer.value(PlainMetrics.CPU_USAGE, 2).pod("ns", "p", "u3", 5);
    writer.container(writer.last(), "other", 5);
    DataBatch batch = merge(part(N1, writer));
    assertThat(batch.pods().labels(0).get("pod_id")).isEqualTo("u2");
    assertThat(texts(batch.podContainers())).containsExactly("namespace:ns/pod:p/container:c");
    assertThat(batch.podContainers().column(PlainMetrics.CPU_USAGE).longAt(0)).isEqualTo(2);
    assertThat(dropped("duplicate_entity")).isEqualTo(4);
  }

  @Test
  void merge_oneKubeletBehindTwoNodes_countsForTheNodeOfItsName() {
    NodePart wrong = part(N1, new SampleWriter().node("n2", START).pod("ns", "p", "u", 1));
    NodePart right = part(N2, new SampleWriter().node("n2", START).pod("ns", "p", "u", 1));
    DataBatch batch = merge(wrong, right);
    assertThat(texts(batch.nodes())).containsExactly("node:n2");
    assertThat(batch.nodes().labels(0).get("nodename")).isEqualTo("n2");
    assertThat(batch.pods().size()).isEqualTo(1);
    assertThat(dropped("duplicate_entity")).isEqualTo(2);
  }

  @Test
  void merge_containerAdoptedByALaterPod_findsIt() {
    var writer = new SampleWriter().node("n1", START).container(-1, "c", START);
    writer.pod("ns", "p", "u", START).sample.adopt(1, 2);
    assertThat(texts(merge(part(N1, writer)).podContainers()))
        .containsExactly("namespace:ns/pod:p/container:c");
  }

  @Test
  void merge_nodeFullToItsBound_findsEveryEntityAgain() {
    DataBatch first = merge(part(N1, full(false)));
    DataBatch second = merge(part(N1, full(true)));
    assertThat(second.podContainers().roster()).isSameAs(first.podContainers().roster());
    assertThat(second.systemContainers().roster()).isSameAs(first.systemContainers().roster());
    assertThat(first.podContainers().size()).isEqualTo(2 * 1_000);
    for (int row = 0; row < first.podContainers().size(); row++) {
      var name = ((EntityKey.PodContainer) first.podContainers().key(row)).name();
      assertThat(second.podContainers().column(PlainMetrics.CPU_USAGE).longAt(row))
          .isEqualTo(Long.parseLong(name));
    }
  }

  /** Pods and a node with the same container names, in one order or the other. */
  private static SampleWriter full(boolean backwards) {
    var writer = new SampleWriter().node("n1", START);
    for (String pod : List.of("p", "q")) {
      int number = writer.pod("ns", pod, "u", START).last();
      for (int i = 0; i < 1_000; i++) {
        int name = backwards ? 999 - i : i;
        writer.container(number, Integer.toString(name), START);
        writer.value(PlainMetrics.CPU_USAGE, name);
      }
    }
    for (int i = 0; i < 1_000; i++) {
      writer.system(Integer.toString(backwards ? 999 - i : i));
    }
    return writer;
  }

  @Test
  void merge_duplicatePodWithContainersFarFromIt_dropsThemAll() {
    var later = new SampleWriter().node("n1", START).container(-1, "c", START).system("kubelet");
    later.pod("ns", "p", "u1", START).system("misc").container(later.last() - 1, "d", START);
    later.sample.adopt(1, 3);
    var newer = new SampleWriter().node("n2", START).pod("ns", "p", "u2", START + 1);
    DataBatch batch = merge(part(N1, later), part(N2, newer));
    assertThat(batch.podContainers().size()).isZero();
    assertThat(batch.systemContainers().size()).isEqualTo(2);
    assertThat(dropped("duplicate_entity")).isEqualTo(3);
  }

  private static NodePart moved(NodeInfo node, String uid, long start, long cpu) {
    var writer = new SampleWriter().node(node.name(), 1).pod("ns", "db-0", uid, start);
    writer.container(writer.last(), "c", start).value(PlainMetrics.CPU_USAGE, cpu);
    return part(node, writer);
  }

  private DataBatch merge(NodePart... parts) {
    return merger.merge(NOW, NOW, Arrays.asList(parts), List.of(N1, N2));
  }

  private static NodePart part(NodeInfo node, SampleWriter writer) {
    return new NodePart(node, writer.sample, false);
  }

  private long dropped(String reason) {
    return registry.counter("heapster_values_dropped_total{reason=\"" + reason + "\"}").getCount();
  }

  private static List<String> texts(EntityTable table) {
    return IntStream.range(0, table.size()).mapToObj(table::key).map(EntityKey::text).toList();
  }

  private static int[] owners(int rows, IntUnaryOperator owner) {
    return IntStream.range(0, rows).map(owner).toArray();
  }
}
