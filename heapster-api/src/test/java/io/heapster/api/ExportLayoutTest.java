package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The export byte for byte, entity by entity. */
final class ExportLayoutTest {
  private static final Instant TICK = Instant.parse("2026-11-21T06:30:00Z");
  private static final String AT =
      "{\"start\":\"2026-11-21T06:30:00Z\",\"end\":\"2026-11-21T06:30:00Z\"";
  private final RunningApi api = RunningApi.start();
  private final BatchDraft draft = new BatchDraft(TICK);

  @AfterEach
  void stop() {
    api.close();
  }

  private void assertExport(String series) throws Exception {
    api.store.add(draft.build());
    assertThat(api.get("/api/v1/metric-export").body()).isEqualTo("[" + series + "]\n");
  }

  @Test
  void node_counterAndGauge_startAsTheyShould() throws Exception {
    draft
        .add(
            new EntityKey.Node("n0"),
            Map.of("type", "node", "nodename", "n0", "host_id", "", "pool", "stored"))
        .started(Instant.parse("2026-11-01T00:00:00.25Z"))
        .value(PlainMetrics.CPU_USAGE, 123)
        .value(PlainMetrics.MEMORY_USAGE, 456)
        .value(PlainMetrics.CPU_USAGE_RATE, 789);
    assertExport(
        "{\"metrics\":{\"cpu/usage\":[{\"start\":\"2026-11-01T00:00:00.25Z\","
            + "\"end\":\"2026-11-21T06:30:00Z\",\"value\":123}],\"memory/usage\":["
            + AT
            + ",\"value\":456}]},\"labels\":{\"container_name\":\"machine\",\"host_id\":\"\","
            + "\"nodename\":\"n0\"}}");
  }

  @Test
  void counter_withoutCollectionStart_startsAtTheZeroTime() throws Exception {
    draft.add(new EntityKey.Node("n0"), Map.of()).value(PlainMetrics.CPU_USAGE, -1);
    assertExport(
        "{\"metrics\":{\"cpu/usage\":[{\"start\":\"0001-01-01T00:00:00Z\","
            + "\"end\":\"2026-11-21T06:30:00Z\",\"value\":-1}]},"
            + "\"labels\":{\"container_name\":\"machine\"}}");
  }

  @Test
  void pod_containerNameOfItsOwn_givesWayToSlashPod() throws Exception {
    draft.add(
        new EntityKey.Pod("ns", "p"),
        Map.of("container_name", "x", "container_base_image", "i", "pod_name", "a<b"));
    assertExport(
        "{\"metrics\":{},\"labels\":{\"container_base_image\":\"i\",\"container_name\":\"/pod\","
            + "\"pod_name\":\"a\\u003cb\"}}");
  }

  @Test
  void device_someMetricsMissing_pointsStandUnderTheirMetric() throws Exception {
    draft
        .add(new EntityKey.SystemContainer(new EntityKey.Node("n0"), "c"), Map.of())
        .device(Map.of("resource_id", "a"), LabeledMetrics.FILESYSTEM_USAGE, 1)
        .device(Map.of("resource_id", "a"), LabeledMetrics.FILESYSTEM_LIMIT, 2)
        .device(Map.of("resource_id", "b"), LabeledMetrics.FILESYSTEM_USAGE, 3)
        .device(
            new TreeMap<>(Map.of("make", "m", "model", "x")),
            LabeledMetrics.ACCELERATOR_DUTY_CYCLE,
            4);
    String a = AT + ",\"labels\":{\"resource_id\":\"a\"},\"value\":";
    String b = AT + ",\"labels\":{\"resource_id\":\"b\"},\"value\":";
    String gpu = AT + ",\"labels\":{\"make\":\"m\",\"model\":\"x\"},\"value\":";
    assertExport(
        "{\"metrics\":{\"accelerator/duty_cycle\":["
            + gpu
            + "4}],\"filesystem/limit\":["
            + a
            + "2}],\"filesystem/usage\":["
            + a
            + "1},"
            + b
            + "3}]},\"labels\":{}}");
  }

  @Test
  void clusterNamespacesAndNewMetrics_areNotExported() throws Exception {
    draft.add(EntityKey.Cluster.INSTANCE, Map.of()).value(PlainMetrics.MEMORY_USAGE, 1);
    draft.add(new EntityKey.Namespace("ns"), Map.of()).value(PlainMetrics.MEMORY_USAGE, 1);
    draft
        .add(new EntityKey.Pod("ns", "p"), Map.of())
        .value(PlainMetrics.SWAP_USAGE, 1)
        .value(PlainMetrics.CPU_REQUEST, 1)
        .value(Metric.custom("q", MetricKind.GAUGE), 1.5);
    assertExport("{\"metrics\":{},\"labels\":{\"container_name\":\"/pod\"}}");
  }

  @Test
  void tables_several_followEachOtherWithOneComma() throws Exception {
    draft.add(new EntityKey.Node("n0"), Map.of());
    draft.add(
        new EntityKey.PodContainer(new EntityKey.Pod("ns", "p"), "c"),
        Map.of("container_name", "c"));
    draft.add(new EntityKey.Pod("ns", "p"), Map.of());
    assertExport(
        "{\"metrics\":{},\"labels\":{\"container_name\":\"machine\"}},"
            + "{\"metrics\":{},\"labels\":{\"container_name\":\"/pod\"}},"
            + "{\"metrics\":{},\"labels\":{\"container_name\":\"c\"}}");
  }

  @Test
  void batch_withoutEntities_isAnEmptyList() throws Exception {
    assertExport("");
  }
}
