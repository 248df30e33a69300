package io.heapster.sinks.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.testing.BatchScript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LogSinkTest {
  private static final Instant TIMESTAMP = Instant.parse("2018-07-26T10:13:00Z");
  private static final EntityKey.Pod POD = new EntityKey.Pod("default", "web-1");
  private static final EntityKey CONTAINER = new EntityKey.PodContainer(POD, "nginx");
  private static final EntityKey NODE = new EntityKey.Node("n1");

  private final List<String> entries = new ArrayList<>();
  private final LogSink sink = new LogSink("log", entries::add, LogSink.ENTRY_LIMIT);

  /** Written down in an order that is not that of the text. */
  private static DataBatch golden() {
    return BatchScript.at(TIMESTAMP)
        .entity(NODE, Map.of("type", "node", "nodename", "n1", "hostname", "n1.example"))
        .value(NODE, PlainMetrics.MEMORY_NODE_UTILIZATION, 0.25)
        .value(NODE, PlainMetrics.CPU_USAGE, 123456789012L)
        .value(NODE, Metric.custom("queue", MetricKind.GAUGE), 1234567.5)
        .times(
            NODE,
            Instant.parse("2018-07-26T08:00:00.5Z"),
            Instant.parse("2018-07-26T10:12:51.123456789Z"))
        .entity(CONTAINER, Map.of("type", "pod_container", "container_name", "nginx"))
        .value(CONTAINER, PlainMetrics.CPU_USAGE_RATE, 12)
        .device(
            CONTAINER,
            Labels.of(Map.of("resource_id", "/", "make", "acme")),
            LabeledMetrics.FILESYSTEM_USAGE,
            4096)
        .device(CONTAINER, Labels.of("resource_id", "logs"), LabeledMetrics.FILESYSTEM_USAGE, 8192)
        .times(
            CONTAINER, Instant.parse("2018-07-26T08:00:00Z"), Instant.parse("2018-07-26T10:12:51Z"))
        .entity(EntityKey.Cluster.INSTANCE, Map.of("type", "cluster"))
        .build();
  }

  private static final String GOLDEN =
      """
      DataBatch     Timestamp: 2018-07-26 10:13:00 +0000 UTC

      MetricSet: cluster
         Scrape time: 0001-01-01 00:00:00 +0000 UTC -6795364578871345152
         Create time: 0001-01-01 00:00:00 +0000 UTC -6795364578871345152
         Labels:
            type = cluster
         Metrics:
         Labeled Metrics:

      MetricSet: namespace:default/pod:web-1/container:nginx
         Scrape time: 2018-07-26 10:12:51 +0000 UTC 1532599971000000000
         Create time: 2018-07-26 08:00:00 +0000 UTC 1532592000000000000
         Labels:
            container_name = nginx
            type = pod_container
         Metrics:
            cpu/usage_rate = 12
         Labeled Metrics:
            filesystem/usage = 4096
               make = acme
               resource_id = /
            filesystem/usage = 8192
               resource_id = logs

      MetricSet: node:n1
         Scrape time: 2018-07-26 10:12:51.123456789 +0000 UTC 1532599971123456789
         Create time: 2018-07-26 08:00:00.5 +0000 UTC 1532592000500000000
         Labels:
            hostname = n1.example
            nodename = n1
            type = node
         Metrics:
            cpu/usage = 123456789012
            custom/queue = 1234567.500000
            memory/node_utilization = 0.250000
         Labeled Metrics:

      """;

  @Test
  void export_handMadeBatch_isHeapstersText() throws Exception {
    sink.export(golden(), Lane.FRESH);

    assertThat(entries).containsExactly(GOLDEN);
  }

  @Test
  void export_emptyBatch_isTheHeadOnly() throws Exception {
    sink.export(DataBatch.empty(TIMESTAMP), Lane.FRESH);

    assertThat(entries)
        .containsExactly("DataBatch     Timestamp: 2018-07-26 10:13:00 +0000 UTC\n\n");
  }

  @Test
  void export_textOverTheLimit_isCutBetweenEntities() throws Exception {
    new LogSink("log", entries::add, 300).export(golden(), Lane.FRESH);

    assertThat(entries).hasSizeGreaterThan(1);
    assertThat(String.join("", entries)).isEqualTo(GOLDEN);
    assertThat(entries).allMatch(entry -> entry.endsWith("\n\n"));
  }

  @Test
  void export_numbersThatAreNone_readAsInGo() throws Exception {
    Metric ratio = PlainMetrics.MEMORY_NODE_UTILIZATION;
    sink.export(
        BatchScript.at(TIMESTAMP)
            .value(new EntityKey.Node("a"), ratio, Double.NaN)
            .value(new EntityKey.Node("b"), ratio, Double.POSITIVE_INFINITY)
            .value(new EntityKey.Node("c"), ratio, Double.NEGATIVE_INFINITY)
            .value(new EntityKey.Node("d"), ratio, -0.0000004)
            .build(),
        Lane.FRESH);

    assertThat(entries.getFirst().lines().filter(line -> line.contains(" = ")))
        .containsExactly(
            "      memory/node_utilization = NaN",
            "      memory/node_utilization = +Inf",
            "      memory/node_utilization = -Inf",
            "      memory/node_utilization = -0.000000");
  }

  @Test
  void export_manyPods_listsEveryKeyAndMetricSorted() throws Exception {
    var random = new Random(7);
    BatchScript script = BatchScript.at(TIMESTAMP);
    var keys = new TreeSet<String>();
    for (int i = 0; i < 2_000; i++) {
      var pod = new EntityKey.Pod("ns-" + random.nextInt(20), "pod-" + random.nextInt());
      keys.add(pod.text());
      script
          .value(pod, PlainMetrics.UPTIME, i)
          .value(pod, PlainMetrics.CPU_USAGE_RATE, i)
          .value(pod, PlainMetrics.MEMORY_USAGE, i);
    }

    sink.export(script.build(), Lane.FRESH);

    List<String> lines = entries.getFirst().lines().toList();
    assertThat(lines.stream().filter(line -> line.startsWith("MetricSet: ")))
        .containsExactlyElementsOf(keys.stream().map(key -> "MetricSet: " + key).toList());
    List<String> names =
        lines.stream()
            .filter(line -> line.contains(" = "))
            .map(line -> line.substring(0, line.indexOf(" = ")).strip())
            .toList();
    assertThat(names).hasSize(3 * keys.size());
    for (int at = 0; at < names.size(); at += 3) {
      assertThat(names.subList(at, at + 3))
          .containsExactly("cpu/usage_rate", "memory/usage", "uptime");
    }
  }

  @Test
  void export_interrupted_stops() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> sink.export(golden(), Lane.FRESH))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("log sink: stopped at cluster");
    assertThat(entries).isEmpty();
  }

  @Test
  void export_toTheLog_isOneEntryAtInfo() throws Exception {
    var logger = (Logger) LoggerFactory.getLogger("io.heapster.sinks.log");
    var appender = new ListAppender<ILoggingEvent>();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(appender);
    appender.start();
    try {
      new LogSink("log").export(golden(), Lane.FRESH);
    } finally {
      logger.detachAppender(appender);
      logger.setAdditive(true);
      logger.setLevel(null);
    }

    assertThat(appender.list)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getLevel()).isEqualTo(Level.INFO);
          assertThat(event.getFormattedMessage()).isEqualTo(GOLDEN);
        });
  }
}
