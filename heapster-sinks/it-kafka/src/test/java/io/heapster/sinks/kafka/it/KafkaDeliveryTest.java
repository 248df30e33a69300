package io.heapster.sinks.kafka.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sources.simulated.world.ClusterShape;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KafkaDeliveryTest {
  private static final EntityKey.Node NODE = new EntityKey.Node("node-1");
  private static Broker broker;
  private static List<DataBatch> ticks;

  @BeforeAll
  static void start(@TempDir Path directory) {
    broker = Broker.plain(directory);
    ticks = DemoTick.ticks(ClusterShape.demo(DemoTick.recently()), 3);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void export(String query, List<DataBatch> batches) throws Exception {
    try (DataSink sink = Sinks.of(broker.address(), query)) {
      for (DataBatch batch : batches) {
        sink.export(batch, Lane.FRESH);
      }
    }
  }

  private static List<ConsumerRecord<String, String>> read(String topic) {
    return Topic.read(broker.address(), topic);
  }

  private static DataBatch small(Instant timestamp, String label) {
    return BatchScript.at(timestamp)
        .entity(NODE, Map.of("nodename", "node-1"))
        .value(NODE, PlainMetrics.UPTIME, 1)
        .entity(new EntityKey.Node("node-2"), Map.of("labels", label))
        .value(new EntityKey.Node("node-2"), PlainMetrics.UPTIME, 2)
        .entity(new EntityKey.Node("node-3"), Map.of("nodename", "node-3"))
        .value(new EntityKey.Node("node-3"), PlainMetrics.UPTIME, 3)
        .build();
  }

  @Test
  void export_demoTickAsValues_arrivesValueByValue() throws Exception {
    DataBatch batch = ticks.get(1);
    export("timeseriestopic=values", List.of(batch));
    List<ConsumerRecord<String, String>> messages = read("values");
    assertThat(
            Facts.counted(
                messages.stream().map(message -> Facts.ofValueMessage(message.value())).toList()))
        .isEqualTo(Facts.counted(Facts.of(batch)));
    assertThat(messages)
        .allSatisfy(message -> {
          assertThat(message.timestamp()).isEqualTo(batch.timestamp().toEpochMilli());
          assertThat(Topic.header(message, "schema")).isEqualTo("heapster-value/1");
          assertThat(Topic.header(message, "lane")).isEqualTo("fresh");
          assertThat(Topic.header(message, "timestamp"))
              .isEqualTo(Long.toString(batch.timestamp().toEpochMilli()));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void export_demoTickAsBatches_arrivesValueByValue(String compression) throws Exception {
    DataBatch batch = ticks.get(1);
    String topic = "batches-" + compression;
    export("format=batch&timeseriestopic=" + topic + "&compression=" + compression, List.of(batch));
    List<ConsumerRecord<String, String>> messages = read(topic);
    assertThat(messages).hasSize(batch.nodes().size() + 1);
    assertThat(
            Facts.counted(
                messages.stream()
                    .flatMap(message -> Facts.ofBatchMessage(message.value()).stream())
                    .toList()))
        .isEqualTo(Facts.counted(Facts.of(batch)));
  }

  @Test
  void export_successiveTicks_keepTheOrderOfEachNode() throws Exception {
    export("format=batch&timeseriestopic=order&cluster_name=prod&partitions=5", ticks);
    var timesOfKeys = new TreeMap<String, List<Long>>();
    read("order")
        .forEach(message ->
            timesOfKeys
                .computeIfAbsent(message.key(), _ -> new ArrayList<>())
                .add(message.timestamp()));
    assertThat(timesOfKeys).hasSize(ticks.getFirst().nodes().size() + 1);
    assertThat(timesOfKeys).containsKey("prod").containsKey("prod/" + anyNode());
    List<Long> inOrder = ticks.stream().map(tick -> tick.timestamp().toEpochMilli()).toList();
    assertThat(timesOfKeys.values()).allSatisfy(times -> assertThat(times).isEqualTo(inOrder));
  }

  private static String anyNode() {
    return ((EntityKey.Node) ticks.getFirst().nodes().key(0)).name();
  }

  @Test
  void export_topicMissing_isCreatedAsWanted() throws Exception {
    export("timeseriestopic=wanted&partitions=3&replication=1", List.of(ticks.getFirst()));
    export("timeseriestopic=asis", List.of(ticks.getFirst()));
    try (Admin admin = broker.admin()) {
      // A broker may not know at once what its controller made.
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> {
            Map<String, TopicDescription> topics =
                admin.describeTopics(List.of("wanted", "asis")).allTopicNames().get();
            assertThat(topics.get("wanted").partitions()).hasSize(3);
            assertThat(topics.get("asis").partitions()).hasSize(2);
          });
    }
  }

  @Test
  void export_topicMissingAndNotToBeCreated_isHeldUntilItIsThere() throws Exception {
    DataBatch batch = small(ticks.getFirst().timestamp(), "x");
    try (DataSink sink = Sinks.of(broker.address(), "timeseriestopic=later&createtopic=false")) {
      assertThatThrownBy(() -> sink.export(batch, Lane.FRESH))
          .isInstanceOf(SinkHeldException.class)
          .hasMessage("topic later does not exist; create it, or say createtopic=true");
      try (Admin admin = broker.admin()) {
        assertThat(admin.listTopics().names().get()).doesNotContain("later");
        admin.createTopics(List.of(new NewTopic("later", 1, (short) 1))).all().get();
      }
      sink.export(batch, Lane.BACKLOG);
    }
    assertThat(read("later"))
        .hasSize(3)
        .allSatisfy(message -> assertThat(Topic.header(message, "lane")).isEqualTo("backlog"));
  }

  @Test
  void export_moreReplicasThanBrokers_isHeld() throws Exception {
    try (DataSink sink = Sinks.of(broker.address(), "timeseriestopic=many&replication=3")) {
      assertThatThrownBy(() -> sink.export(ticks.getFirst(), Lane.FRESH))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("replication");
    }
  }

  @Test
  void export_messageTooLargeForTheClient_isSetAsideAndTheRestArrives() throws Exception {
    assertSetAside("too-large", "x".repeat(2 << 20));
  }

  @Test
  void export_messageTooLargeForTheTopic_isSetAsideAndTheRestArrives() throws Exception {
    try (Admin admin = broker.admin()) {
      var strict =
          new NewTopic("strict", 1, (short) 1).configs(Map.of("max.message.bytes", "2000"));
      admin.createTopics(List.of(strict)).all().get();
    }
    assertSetAside("strict", "y".repeat(5_000));
  }

  private static void assertSetAside(String topic, String label) throws Exception {
    var deadLetters = new ArrayList<byte[]>();
    DataBatch batch = small(ticks.getFirst().timestamp(), label);
    try (DataSink sink =
        Sinks.of(
            broker.address(),
            "compression=none&timeseriestopic=" + topic,
            (_, _, row) -> deadLetters.add(row),
            Duration.ofSeconds(20))) {
      sink.export(batch, Lane.FRESH);
    }
    assertThat(deadLetters)
        .singleElement()
        .satisfies(row -> assertThat(row.length).isGreaterThan(label.length()));
    assertThat(read(topic))
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrder("default/node-1", "default/node-3");
  }

  @Test
  void export_topicDeletedMeanwhile_isMadeAnewAndTheBatchArrives() throws Exception {
    DataBatch batch = small(ticks.getFirst().timestamp(), "x");
    try (DataSink sink =
        Sinks.of(
            broker.address(),
            "timeseriestopic=deleted&partitions=1",
            (_, _, _) -> {},
            Duration.ofSeconds(5))) {
      sink.export(batch, Lane.FRESH);
      try (Admin admin = broker.admin()) {
        admin.deleteTopics(List.of("deleted")).all().get();
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> {
            sink.export(batch, Lane.FRESH);
            return true;
          });
    }
    assertThat(read("deleted")).hasSizeGreaterThanOrEqualTo(3);
  }
}
