package io.heapster.sinks.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import com.influxdb.client.domain.WritePrecision;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import io.heapster.sinks.testing.BatchScript;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.influxdb.dto.Point;
import org.junit.jupiter.api.Test;

final class LineEncoderTest {
  private static final Instant TIME = Instant.parse("2018-07-26T10:13:00Z");
  private static final long NANOS = 1_532_599_980_000_000_000L;
  private static final EntityKey NODE = new EntityKey.Node("n1");
  private static final Metric QUEUE = Metric.custom("queue", MetricKind.GAUGE);

  private final Counter notFinite = new Counter();

  private static BatchScript node() {
    return BatchScript.at(TIME).entity(NODE, Map.of("type", "node", "nodename", "n1"));
  }

  private static DataBatch labeled(String key, String value) {
    return BatchScript.at(TIME)
        .entity(NODE, Map.of(key, value))
        .value(NODE, PlainMetrics.UPTIME, 1)
        .build();
  }

  @Test
  void encode_wide_isOneLineForEntityAndDevice() {
    DataBatch batch =
        node()
            .value(NODE, PlainMetrics.CPU_USAGE, 12)
            .value(NODE, PlainMetrics.MEMORY_NODE_UTILIZATION, 0.25)
            .value(NODE, QUEUE, 3)
            .device(NODE, Labels.of("resource_id", "/"), LabeledMetrics.FILESYSTEM_USAGE, 7)
            .build();

    assertThat(CollectedLines.of(batch, Schema.WIDE))
        .containsExactly(
            "node,cluster_name=golden,nodename=n1,type=node"
                + " cpu/usage=12i,memory/node_utilization=0.25,custom/queue=3 "
                + NANOS,
            "node,cluster_name=golden,nodename=n1,resource_id=/,type=node filesystem/usage=7i "
                + NANOS);
  }

  @Test
  void encode_notFinite_isLeftOutAndCounted() {
    DataBatch batch =
        node()
            .value(NODE, PlainMetrics.MEMORY_NODE_UTILIZATION, Double.NaN)
            .value(NODE, PlainMetrics.CPU_NODE_UTILIZATION, Double.NEGATIVE_INFINITY)
            .build();

    for (Schema schema : Schema.values()) {
      assertThat(CollectedLines.of(batch, new LineEncoder(schema, "c", false, notFinite)))
          .isEmpty();
    }
    assertThat(notFinite.getCount()).isEqualTo(6);
  }

  @Test
  void encode_countersDisabled_leavesOutInputsOfRates() {
    DataBatch batch =
        node()
            .value(NODE, PlainMetrics.CPU_USAGE, 12)
            .value(NODE, PlainMetrics.UPTIME, 13)
            .device(NODE, Labels.of("resource_id", "a"), LabeledMetrics.DISK_IO_READ_BYTES, 7)
            .build();

    assertThat(CollectedLines.of(batch, new LineEncoder(Schema.FIELDS, "c", true, notFinite)))
        .containsExactly("uptime,cluster_name=c,nodename=n1,type=node value=13i " + NANOS);
  }

  @Test
  void encode_labels_clusterNameWinsDeviceWinsUnwantedAreLeftOut() {
    DataBatch batch =
        BatchScript.at(TIME)
            .entity(
                NODE,
                Map.of(
                    "cluster_name",
                    "mine",
                    "a",
                    "entity",
                    "z",
                    "last",
                    "pod_id",
                    "1",
                    "host_id",
                    "2",
                    "hostname",
                    "3",
                    "namespace_id",
                    "4",
                    "empty",
                    "",
                    "m",
                    "middle"))
            .device(
                NODE,
                Labels.of(Map.of("a", "device", "cluster_name", "x", "zz", "device", "n", "new")),
                LabeledMetrics.FILESYSTEM_USAGE,
                7)
            .build();

    assertThat(CollectedLines.of(batch, Schema.VALUES))
        .containsExactly(
            "filesystem/usage,a=device,cluster_name=golden,m=middle,n=new,z=last,zz=device value=7i "
                + NANOS);
  }

  @Test
  void encode_customMetricNamedOddly_isStillALine() {
    var odd = Metric.custom("a b,c=\"d\"/\n\\", MetricKind.GAUGE);
    DataBatch batch = node().value(NODE, odd, 1.5).build();

    assertThat(CollectedLines.of(batch, Schema.VALUES))
        .containsExactly(
            "custom/a\\ b\\,c=\"d\"/\\n,cluster_name=golden,nodename=n1,type=node value=1.5 "
                + NANOS);
    assertThat(CollectedLines.of(batch, Schema.FIELDS))
        .containsExactly(
            "custom,cluster_name=golden,nodename=n1,type=node a\\ b\\,c\\=\"d\"/\\n=1.5 " + NANOS);
  }

  @Test
  void encode_nameWithNothingBehindTheSlash_hasFieldValue() {
    DataBatch batch = node().value(NODE, Metric.custom("", MetricKind.GAUGE), 1).build();

    assertThat(CollectedLines.of(batch, Schema.FIELDS))
        .containsExactly("custom/,cluster_name=golden,nodename=n1,type=node value=1 " + NANOS);
  }

  @Test
  void encode_backslashAtTheEnd_isLeftOut() {
    assertThat(CollectedLines.of(labeled("path", "C:\\\\"), Schema.VALUES))
        .containsExactly("uptime,cluster_name=golden,path=C: value=1i " + NANOS);
    assertThat(CollectedLines.of(labeled("path", "\\"), Schema.VALUES))
        .containsExactly("uptime,cluster_name=golden value=1i " + NANOS);
    assertThat(CollectedLines.of(labeled("path\\", "x"), Schema.VALUES))
        .containsExactly("uptime,cluster_name=golden,path=x value=1i " + NANOS);
  }

  @Test
  void encode_randomText_isEscapedAsTheClientsDo() {
    var random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      String key = "z" + text(random, ", =a\\éb\"'#");
      String value = text(random, ", =a\\éb\"'#漢😀");
      List<String> lines = CollectedLines.of(labeled(key, value), Schema.VALUES);

      assertThat(lines)
          .containsExactly(
              Point.measurement("uptime")
                  .tag("cluster_name", "golden")
                  .tag(key, value)
                  .addField("value", 1L)
                  .time(NANOS, TimeUnit.NANOSECONDS)
                  .build()
                  .lineProtocol());
    }
  }

  @Test
  void encode_randomTextWithLineBreaks_isEscapedAsTheNewerClientDoes() {
    var random = new Random(8);
    for (int i = 0; i < 5_000; i++) {
      String key = "z" + text(random, ", =a\n\r\t\\é");
      String value = text(random, ", =a\n\r\t\\é");
      List<String> lines = CollectedLines.of(labeled(key, value), Schema.VALUES);

      assertThat(lines)
          .containsExactly(
              com.influxdb.client.write.Point.measurement("uptime")
                  .addTag("cluster_name", "golden")
                  .addTag(key, value)
                  .addField("value", 1L)
                  .time(NANOS, WritePrecision.NS)
                  .toLineProtocol());
    }
  }

  /** Ends with a letter: what becomes of backslashes there is a rule of ours. */
  private static String text(Random random, String alphabet) {
    int[] letters = alphabet.codePoints().toArray();
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.append('e').toString();
  }
}
