package io.heapster.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.codahale.metrics.Counter;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValueEncoderTest {
  private static final Instant TICK = Instant.parse("2018-07-26T10:13:00Z");
  private static final EntityKey.Node NODE = new EntityKey.Node("node-1");
  private static final EntityKey.PodContainer CONTAINER =
      new EntityKey.PodContainer(new EntityKey.Pod("default", "web-1"), "nginx");
  private static final Metric HITS = Metric.custom("hits", MetricKind.GAUGE);

  private static List<String> values(DataBatch batch) {
    return Messages.values(
        new ValueEncoder("default", new Oddities("kafka", new Counter())), batch);
  }

  private static String custom(double value) {
    return values(BatchScript.at(TICK).value(NODE, HITS, value).build()).getFirst();
  }

  @Test
  void encode_container_isHeapstersMessage() {
    var labels =
        Map.of(
            "container_base_image", "nginx:1.13",
            "container_name", "nginx",
            "host_id", "",
            "hostname", "node-1",
            "labels", "app:web",
            "namespace_id", "n-1",
            "namespace_name", "default",
            "nodename", "node-1",
            "pod_name", "web-1",
            "type", "pod_container");
    DataBatch batch =
        BatchScript.at(TICK)
            .entity(CONTAINER, labels)
            .value(CONTAINER, PlainMetrics.CPU_USAGE_RATE, 12)
            .build();
    assertThat(values(batch))
        .containsExactly(
            "{\"MetricsName\":\"cpu/usage_rate\",\"MetricsValue\":{\"value\":12},"
                + "\"MetricsTimestamp\":\"2018-07-26T10:13:00Z\",\"MetricsTags\":{"
                + "\"container_base_image\":\"nginx:1.13\",\"container_name\":\"nginx\","
                + "\"host_id\":\"\",\"hostname\":\"node-1\",\"labels\":\"app:web\","
                + "\"namespace_id\":\"n-1\",\"namespace_name\":\"default\","
                + "\"nodename\":\"node-1\",\"pod_name\":\"web-1\",\"type\":\"pod_container\"}}");
  }

  @Test
  void encode_labeledMetric_mergesItsLabelsWhichWin() {
    DataBatch batch =
        BatchScript.at(TICK)
            .entity(NODE, Map.of("nodename", "node-1", "resource_id", "mine", "type", "node"))
            .device(
                NODE,
                Labels.of(Map.of("resource_id", "/dev/sda1", "zone", "a")),
                LabeledMetrics.FILESYSTEM_USAGE,
                -5)
            .build();
    assertThat(values(batch))
        .containsExactly(
            "{\"MetricsName\":\"filesystem/usage\",\"MetricsValue\":{\"value\":-5},"
                + "\"MetricsTimestamp\":\"2018-07-26T10:13:00Z\",\"MetricsTags\":{"
                + "\"nodename\":\"node-1\",\"resource_id\":\"/dev/sda1\",\"type\":\"node\","
                + "\"zone\":\"a\"}}");
  }

  @Test
  void encode_fractionOfSecond_losesItsZeros() {
    DataBatch batch =
        BatchScript.at(TICK.plusMillis(120)).value(NODE, PlainMetrics.UPTIME, 1).build();
    assertThat(values(batch).getFirst()).contains("\"2018-07-26T10:13:00.12Z\"");
  }

  @Test
  void encode_specialCharacters_areEscapedAsHeapsterDid() {
    DataBatch batch =
        BatchScript.at(TICK)
            .entity(NODE, Map.of("a<b", "\"\\\n\r\t\b\u007f<>&\u2028\u2029é€😀" + "\ud800x\udc00"))
            .value(NODE, PlainMetrics.UPTIME, 1)
            .build();
    assertThat(values(batch).getFirst())
        .endsWith(
            "{\"a\\u003cb\":\"\\\"\\\\\\n\\r\\t\\u0008\u007f\\u003c\\u003e\\u0026"
                + "\\u2028\\u2029é€😀\\ufffdx\\ufffd\"}}");
  }

  @Test
  void encode_doubles_areShortestWithExponentsAtTheEndsOnly() {
    assertThat(custom(2)).contains("\"MetricsName\":\"custom/hits\"", "{\"value\":2}");
    assertThat(custom(0.1)).contains("{\"value\":0.1}");
    assertThat(custom(-0.0)).contains("{\"value\":-0}");
    assertThat(custom(1e-6)).contains("{\"value\":0.000001}");
    assertThat(custom(1.5e-7)).contains("{\"value\":1.5e-7}");
    assertThat(custom(1e-10)).contains("{\"value\":1e-10}");
    assertThat(custom(1.25e20)).contains("{\"value\":125000000000000000000}");
    assertThat(custom(1e21)).contains("{\"value\":1e+21}");
    assertThat(custom(-1.5e300)).contains("{\"value\":-1.5e+300}");
  }

  @Test
  void encode_notFinite_isLeftOutAndCounted() {
    DataBatch batch =
        BatchScript.at(TICK)
            .value(NODE, HITS, Double.NaN)
            .value(NODE, PlainMetrics.UPTIME, 1)
            .value(CONTAINER, HITS, Double.POSITIVE_INFINITY)
            .build();
    var counter = new Counter();
    var encoder = new ValueEncoder("default", new Oddities("kafka", counter));
    assertThat(Messages.values(encoder, batch)).singleElement().asString().contains("uptime");
    assertThat(counter.getCount()).isEqualTo(2);
  }

  @Test
  void encode_frames_tellLaneTimeAndNode() {
    DataBatch batch =
        BatchScript.at(TICK)
            .value(NODE, PlainMetrics.UPTIME, 1)
            .value(EntityKey.Cluster.INSTANCE, PlainMetrics.CPU_REQUEST, 1)
            .build();
    var encoder = new ValueEncoder("prod", new Oddities("kafka", new Counter()));
    assertThat(Messages.of(encoder, batch, Lane.BACKLOG))
        .extracting(Messages.Message::lane, Messages.Message::timestamp, Messages.Message::key)
        .containsExactly(
            tuple(Lane.BACKLOG, TICK.toEpochMilli(), "prod"),
            tuple(Lane.BACKLOG, TICK.toEpochMilli(), "prod/node-1"));
  }

  @Test
  void encode_entityWithoutValues_makesNoMessage() {
    assertThat(values(BatchScript.at(TICK).entity(NODE, Map.of("type", "node")).build())).isEmpty();
  }
}
