package io.heapster.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.heapster.sinks.testing.DemoTick;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchEncoderTest {
  private static final Instant TICK = Instant.parse("2018-07-26T10:13:00Z");
  private static final EntityKey.Node NODE = new EntityKey.Node("node-1");
  private static final Metric HITS = Metric.custom("hits", MetricKind.GAUGE);

  private static BatchEncoder encoder() {
    return new BatchEncoder("prod", new Oddities("kafka", new Counter()));
  }

  @Test
  void encode_nodeAndCluster_makeAMessageEach() {
    var kubelet = new EntityKey.SystemContainer(NODE, "kubelet");
    DataBatch batch =
        BatchScript.at(TICK)
            .entity(NODE, Map.of("nodename", "node-1", "type", "node"))
            .value(NODE, PlainMetrics.UPTIME, 60_000)
            .value(NODE, HITS, 1.5)
            .device(NODE, Labels.of("resource_id", "/"), LabeledMetrics.FILESYSTEM_USAGE, 7)
            .device(NODE, Labels.of("resource_id", "/x"), LabeledMetrics.FILESYSTEM_LIMIT, 9)
            .value(new EntityKey.Node("node-2"), PlainMetrics.UPTIME, 5)
            .entity(new EntityKey.Node("node-3"), Map.of())
            .value(kubelet, PlainMetrics.UPTIME, 1)
            .value(EntityKey.Cluster.INSTANCE, PlainMetrics.CPU_REQUEST, 100)
            .build();
    String nodeTable =
        "{\"type\":\"node\",\"metrics\":[\"uptime\",\"custom/hits\"],"
            + "\"seriesMetrics\":[\"filesystem/usage\",\"filesystem/limit\"],\"entities\":[";
    assertThat(Messages.values(encoder(), batch))
        .containsExactly(
            "{\"v\":1,\"cluster\":\"prod\",\"timestamp\":\"2018-07-26T10:13:00Z\",\"part\":0,"
                + "\"tables\":[{\"type\":\"cluster\",\"metrics\":[\"cpu/request\"],"
                + "\"seriesMetrics\":[],\"entities\":[{\"key\":\"cluster\",\"labels\":{},"
                + "\"values\":[100]}]}],\"last\":true}",
            "{\"v\":1,\"cluster\":\"prod\",\"node\":\"node-1\","
                + "\"timestamp\":\"2018-07-26T10:13:00Z\",\"part\":0,\"tables\":["
                + nodeTable
                + "{\"key\":\"node:node-1\",\"labels\":{\"nodename\":\"node-1\","
                + "\"type\":\"node\"},\"values\":[60000,1.5],\"series\":[{\"labels\":"
                + "{\"resource_id\":\"/\"},\"values\":[7,null]},"
                + "{\"labels\":{\"resource_id\":\"/x\"},\"values\":[null,9]}]}]},"
                + "{\"type\":\"sys_container\",\"metrics\":[\"uptime\"],\"seriesMetrics\":[],"
                + "\"entities\":[{\"key\":\"node:node-1/container:kubelet\",\"labels\":{},"
                + "\"values\":[1]}]}],\"last\":true}",
            "{\"v\":1,\"cluster\":\"prod\",\"node\":\"node-2\","
                + "\"timestamp\":\"2018-07-26T10:13:00Z\",\"part\":0,\"tables\":["
                + nodeTable
                + "{\"key\":\"node:node-2\",\"labels\":{},\"values\":[5,null]}]}],"
                + "\"last\":true}");
  }

  @Test
  void encode_notFinite_isNullAndCounted() {
    DataBatch batch =
        BatchScript.at(TICK)
            .value(NODE, HITS, Double.NaN)
            .value(NODE, PlainMetrics.UPTIME, 1)
            .build();
    var counter = new Counter();
    var encoder = new BatchEncoder("prod", new Oddities("kafka", counter));
    assertThat(Messages.values(encoder, batch).getFirst()).contains("\"values\":[1,null]");
    assertThat(counter.getCount()).isEqualTo(1);
  }

  @Test
  void encode_largeNode_isCutIntoPartsBelowTheBrokersLimit() {
    String label = "x".repeat(10_000);
    BatchScript script = BatchScript.at(TICK);
    for (int i = 0; i < 150; i++) {
      var key = new EntityKey.SystemContainer(NODE, "c" + i);
      script.entity(key, Map.of("labels", label)).value(key, PlainMetrics.UPTIME, i);
    }
    List<Messages.Message> messages =
        Messages.of(encoder(), script.value(NODE, PlainMetrics.UPTIME, 1).build(), Lane.FRESH);
    assertThat(messages).hasSize(3);
    assertThat(messages).extracting(Messages.Message::key).containsOnly("prod/node-1");
    assertThat(messages)
        .extracting(Messages.Message::value)
        .allMatch(value -> value.length() < BatchEncoder.FULL_BYTES + 20_000)
        .satisfiesExactly(
            value -> assertThat(value).contains("\"part\":0,").endsWith("\"last\":false}"),
            value -> assertThat(value).contains("\"part\":1,").endsWith("\"last\":false}"),
            value -> assertThat(value).contains("\"part\":2,").endsWith("\"last\":true}"));
  }

  @Test
  void encode_demoTick_isTenTimesSmallerThanAMessageAValue() {
    DataBatch batch = DemoTick.demo();
    List<String> perNode = Messages.values(encoder(), batch);
    List<String> perValue =
        Messages.values(new ValueEncoder("prod", new Oddities("kafka", new Counter())), batch);
    assertThat(perNode).hasSize(batch.nodes().size() + 1);
    assertThat(length(perNode) * 10).isLessThan(length(perValue));
  }

  private static long length(List<String> texts) {
    return texts.stream().mapToLong(String::length).sum();
  }
}
