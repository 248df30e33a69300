package io.heapster.sinks.elasticsearch.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.DeadLetterBox;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSink;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.DemoTick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DocumentEncoderTest {
  private static final Instant TIME = Instant.parse("2018-07-26T10:13:00Z");
  private static final EntityKey NGINX =
      new EntityKey.PodContainer(new EntityKey.Pod("default", "web-1"), "nginx");
  private static final Map<String, String> NGINX_LABELS =
      Map.of("container_name", "nginx", "type", "pod_container");
  private static final EntityKey NODE = new EntityKey.Node("n1");
  private static final Map<String, String> NODE_LABELS = Map.of("type", "node");
  private static final Destination DAILY = new Destination.DailyIndex("heapster");

  private final Counter notNumbers = new Counter();

  /** Action line and document, in turn. */
  private List<String> lines(Destination destination, String cluster, DataBatch batch) {
    return lines(destination, DocumentForm.FAMILIES, cluster, batch);
  }

  private List<String> lines(
      Destination destination, DocumentForm form, String cluster, DataBatch batch) {
    var lines = new ArrayList<String>();
    try (var sink =
        new RowSink(
            "test",
            new DocumentEncoder(cluster, destination, form, notNumbers),
            rows -> {
              for (int row = 0; row < rows.size(); row++) {
                String text = new String(rows.row(row), StandardCharsets.UTF_8);
                assertThat(text).endsWith("\n");
                String[] both = text.split("\n");
                assertThat(both).hasSize(2);
                lines.addAll(List.of(both));
              }
              return SendResult.ACCEPTED;
            },
            new RowLimits(100, 1 << 20, 1, Duration.ofMinutes(1)),
            DeadLetterBox.NONE,
            new Telemetry(new MetricRegistry()),
            TimeSource.system())) {
      sink.export(batch, Lane.FRESH);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return lines;
  }

  private List<String> documents(DataBatch batch) {
    return documents(lines(DAILY, "default", batch));
  }

  private List<String> wide(DataBatch batch) {
    return documents(lines(DAILY, DocumentForm.WIDE, "default", batch));
  }

  private static List<String> documents(List<String> lines) {
    var documents = new ArrayList<String>();
    for (int i = 1; i < lines.size(); i += 2) {
      documents.add(lines.get(i));
    }
    return documents;
  }

  private static List<String> ids(List<String> lines) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i += 2) {
      String action = lines.get(i);
      ids.add(action.substring(action.length() - 25, action.length() - 3));
    }
    return ids;
  }

  @Test
  void encode_cpuOfContainer_isHeapstersDocument() {
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NGINX, NGINX_LABELS)
            .value(NGINX, PlainMetrics.CPU_USAGE_RATE, 12)
            .value(NGINX, PlainMetrics.CPU_USAGE, 123456789)
            .value(NGINX, PlainMetrics.CPU_REQUEST, 100)
            .value(NGINX, PlainMetrics.CPU_LIMIT, 0)
            .build();

    assertThat(documents(batch))
        .containsExactly(
            "{\"CpuMetricsTimestamp\":\"2018-07-26T10:13:00Z\",\"Metrics\":{\"cpu/limit\":{\"value\":0},"
                + "\"cpu/request\":{\"value\":100},\"cpu/usage\":{\"value\":123456789},"
                + "\"cpu/usage_rate\":{\"value\":12}},\"MetricsTags\":{\"cluster_name\":\"default\","
                + "\"container_name\":\"nginx\",\"type\":\"pod_container\"}}");
  }

  @Test
  void encode_filesystems_groupsByIdenticalTags() {
    Labels root = Labels.of("resource_id", "/");
    Labels logs = Labels.of("resource_id", "logs");
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, NODE_LABELS)
            .device(NODE, root, LabeledMetrics.FILESYSTEM_USAGE, 1)
            .device(NODE, logs, LabeledMetrics.FILESYSTEM_USAGE, 3)
            .build();

    assertThat(documents(batch))
        .containsExactly(
            "{\"FilesystemMetricsTimestamp\":\"2018-07-26T10:13:00Z\",\"Metrics\":"
                + "{\"filesystem/usage\":{\"value\":1}},\"MetricsTags\":"
                + "{\"cluster_name\":\"default\",\"resource_id\":\"/\",\"type\":\"node\"}}",
            "{\"FilesystemMetricsTimestamp\":\"2018-07-26T10:13:00Z\",\"Metrics\":"
                + "{\"filesystem/usage\":{\"value\":3}},\"MetricsTags\":"
                + "{\"cluster_name\":\"default\",\"resource_id\":\"logs\",\"type\":\"node\"}}");
  }

  @Test
  void encode_general_isOneDocumentAValue() {
    Metric custom = Metric.custom("queue", MetricKind.GAUGE);
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, NODE_LABELS)
            .value(NODE, PlainMetrics.UPTIME, 8654000)
            .value(NODE, custom, 1.5)
            .build();

    String head =
        "{\"GeneralMetricsTimestamp\":\"2018-07-26T10:13:00Z\",\"MetricsTags\":"
            + "{\"cluster_name\":\"default\",\"type\":\"node\"},";
    assertThat(documents(batch))
        .containsExactly(
            head + "\"MetricsName\":\"custom/queue\",\"MetricsValue\":{\"value\":1.5}}",
            head + "\"MetricsName\":\"uptime\",\"MetricsValue\":{\"value\":8654000}}");
  }

  @Test
  void encode_wide_isOneDocumentAnEntityAndADevice() {
    Labels root = Labels.of("resource_id", "/");
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, NODE_LABELS)
            .value(NODE, PlainMetrics.UPTIME, 8654000)
            .value(NODE, PlainMetrics.CPU_USAGE, 7)
            .value(NODE, PlainMetrics.MEMORY_USAGE, 0)
            .value(NODE, PlainMetrics.NETWORK_RX_RATE, Double.NaN)
            .value(NODE, PlainMetrics.CPU_NODE_UTILIZATION, 0.25)
            .device(NODE, root, LabeledMetrics.FILESYSTEM_USAGE, 1)
            .build();

    String head = "{\"@timestamp\":\"2018-07-26T10:13:00Z\",\"Metrics\":{";
    assertThat(wide(batch))
        .containsExactly(
            head
                + "\"cpu/node_utilization\":{\"value\":0.25},\"cpu/usage\":{\"value\":7},"
                + "\"memory/usage\":{\"value\":0},\"uptime\":{\"value\":8654000}},"
                + "\"MetricsTags\":{\"cluster_name\":\"default\",\"type\":\"node\"}}",
            head
                + "\"filesystem/usage\":{\"value\":1}},"
                + "\"MetricsTags\":{\"cluster_name\":\"default\",\"resource_id\":\"/\","
                + "\"type\":\"node\"}}");
    assertThat(notNumbers.getCount()).isEqualTo(1);
  }

  @Test
  void encode_wideUserDefined_staysApart() {
    Metric custom = Metric.custom("queue.length", MetricKind.GAUGE);
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, NODE_LABELS)
            .value(NODE, PlainMetrics.UPTIME, 1)
            .value(NODE, custom, 1.5)
            .build();

    assertThat(wide(batch))
        .hasSize(2)
        .last()
        .isEqualTo(
            "{\"@timestamp\":\"2018-07-26T10:13:00Z\",\"GeneralMetricsTimestamp\":"
                + "\"2018-07-26T10:13:00Z\",\"MetricsTags\":{\"cluster_name\":\"default\","
                + "\"type\":\"node\"},\"MetricsName\":\"custom/queue.length\","
                + "\"MetricsValue\":{\"value\":1.5}}");
  }

  @Test
  void encode_wideToDataStream_creates() {
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, NODE_LABELS)
            .value(NODE, PlainMetrics.CPU_USAGE, 1)
            .build();

    List<String> lines =
        lines(new Destination.DataStream("k8s"), DocumentForm.WIDE, "default", batch);
    assertThat(lines.getFirst()).startsWith("{\"create\":{\"_index\":\"k8s\",\"_id\":\"");
    assertThat(lines.getLast()).startsWith("{\"@timestamp\":\"2018-07-26T10:13:00Z\",\"Metrics\"");
  }

  @Test
  void ids_ofWideDemoTick_areStableDistinctAndNotThoseOfFamilies() {
    DataBatch batch = DemoTick.demo();

    List<String> ids = ids(lines(DAILY, DocumentForm.WIDE, "default", batch));
    assertThat(ids(lines(DAILY, DocumentForm.WIDE, "default", batch))).isEqualTo(ids);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids).hasSizeGreaterThan(batch.size());
    assertThat(ids(lines(DAILY, "default", batch))).doesNotContainAnyElementsOf(ids);
  }

  @Test
  void encode_dailyIndex_namesIndexByDateInUtcAndIndexes() {
    DataBatch batch =
        BatchScript.at(Instant.parse("2026-11-21T23:59:59.500Z"))
            .entity(NODE, NODE_LABELS)
            .value(NODE, PlainMetrics.CPU_USAGE, 1)
            .build();

    List<String> lines = lines(DAILY, "default", batch);
    assertThat(lines.getFirst())
        .matches(
            "\\{\"index\":\\{\"_index\":\"heapster-2026\\.11\\.21\",\"_id\":\"[A-Za-z0-9_-]{22}\"}}");
    assertThat(lines.getLast()).startsWith("{\"CpuMetricsTimestamp\":\"2026-11-21T23:59:59.5Z\",");
  }

  @Test
  void encode_dataStream_createsWithTimestamp() {
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, NODE_LABELS)
            .value(NODE, PlainMetrics.CPU_USAGE, 1)
            .value(NODE, PlainMetrics.UPTIME, 1)
            .build();

    List<String> lines = lines(new Destination.DataStream("k8s"), "default", batch);
    assertThat(lines.getFirst()).startsWith("{\"create\":{\"_index\":\"k8s\",\"_id\":\"");
    assertThat(lines.get(1))
        .startsWith(
            "{\"@timestamp\":\"2018-07-26T10:13:00Z\",\"CpuMetricsTimestamp\":"
                + "\"2018-07-26T10:13:00Z\",");
    assertThat(lines.get(3)).startsWith("{\"@timestamp\":\"2018-07-26T10:13:00Z\",\"General");
  }

  @Test
  void encode_clusterNameAmongLabels_isOurs() {
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, Map.of("cluster_name", "theirs", "zone", "\u00fc<\ud83d\ude00>\n\ud83d"))
            .value(NODE, PlainMetrics.CPU_USAGE, 1)
            .build();

    assertThat(documents(batch).getFirst())
        .endsWith(
            "\"MetricsTags\":{\"cluster_name\":\"default\","
                + "\"zone\":\"\u00fc\\u003c\ud83d\ude00\\u003e\\n\\ufffd\"}}");
  }

  /** As an object, {@code app} could be no text in the same index. */
  @Test
  void encode_labelWithDots_isAFieldAndNoObject() {
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, Map.of("app", "web", "app.kubernetes.io/name", "shop", "type", "node"))
            .value(NODE, PlainMetrics.UPTIME, 5)
            .build();

    assertThat(documents(batch))
        .singleElement()
        .asString()
        .contains("\"app\":\"web\",\"app_kubernetes_io/name\":\"shop\"")
        .doesNotContain("kubernetes.io");
  }

  @Test
  void encode_valueThatIsNoNumber_isLeftOutAndCounted() {
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, NODE_LABELS)
            .value(NODE, PlainMetrics.CPU_NODE_UTILIZATION, Double.NaN)
            .value(NODE, PlainMetrics.NETWORK_RX_RATE, Double.POSITIVE_INFINITY)
            .value(NODE, PlainMetrics.CPU_USAGE, 1)
            .build();

    assertThat(documents(batch)).hasSize(1).first().asString().contains("{\"cpu/usage\":{");
    assertThat(notNumbers.getCount()).isEqualTo(2);
  }

  @Test
  void ids_ofDemoTick_areStableAndDistinct() {
    DataBatch batch = DemoTick.demo();

    List<String> ids = ids(lines(DAILY, "default", batch));
    assertThat(ids(lines(DAILY, "default", batch))).isEqualTo(ids);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids).hasSizeGreaterThan(5_000);
    assertThat(ids(lines(DAILY, "other", batch))).doesNotContainAnyElementsOf(ids);
  }

  @Test
  void ids_ofDevicesWithTheSameLabels_areDistinct() {
    Labels root = Labels.of("resource_id", "/");
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(NODE, NODE_LABELS)
            .device(NODE, root, LabeledMetrics.FILESYSTEM_USAGE, 1)
            .device(NODE, Labels.of("resource_id", "logs"), LabeledMetrics.FILESYSTEM_USAGE, 3)
            .device(NODE, root, LabeledMetrics.FILESYSTEM_LIMIT, 2)
            .build();

    for (DocumentForm form : DocumentForm.values()) {
      assertThat(ids(lines(DAILY, form, "default", batch))).hasSize(3).doesNotHaveDuplicates();
    }
  }

  @Test
  void ids_ofAnotherTime_areOthers() {
    List<List<String>> ids =
        Stream.of(TIME, TIME.plusNanos(1))
            .map(time ->
                BatchScript.at(time)
                    .entity(NODE, NODE_LABELS)
                    .value(NODE, PlainMetrics.CPU_USAGE, 1)
                    .build())
            .map(batch -> ids(lines(DAILY, "default", batch)))
            .toList();

    assertThat(ids.getFirst()).hasSize(1).doesNotContainAnyElementsOf(ids.getLast());
  }

  @Test
  void family_ofHeapstersMetrics_isItsTableOfMembers() {
    assertThat(Family.of(PlainMetrics.CPU_NODE_ALLOCATABLE)).isEqualTo(Family.CPU);
    assertThat(Family.of(PlainMetrics.MEMORY_MAJOR_PAGE_FAULTS_RATE)).isEqualTo(Family.MEMORY);
    assertThat(Family.of(PlainMetrics.NETWORK_TX_ERRORS_RATE)).isEqualTo(Family.NETWORK);
    assertThat(Family.of(LabeledMetrics.FILESYSTEM_INODES_FREE)).isEqualTo(Family.FILESYSTEM);
    assertThat(Family.of(LabeledMetrics.DISK_IO_READ_BYTES)).isEqualTo(Family.GENERAL);
    assertThat(Family.of(LabeledMetrics.ACCELERATOR_DUTY_CYCLE)).isEqualTo(Family.GENERAL);
    assertThat(Family.of(PlainMetrics.UPTIME)).isEqualTo(Family.GENERAL);
    assertThat(Family.of(PlainMetrics.RESTART_COUNT)).isEqualTo(Family.GENERAL);
    assertThat(Family.of(Metric.custom("cpu/x", MetricKind.GAUGE))).isEqualTo(Family.GENERAL);
    assertThat(
            MetricCatalog.PLAIN.stream()
                .filter(metric -> metric.origin() == Metric.Origin.HEAPSTER)
                .filter(metric -> Family.of(metric) == Family.GENERAL))
        .containsExactlyInAnyOrder(PlainMetrics.UPTIME, PlainMetrics.RESTART_COUNT);
  }
}
