package io.heapster.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.kafka.KafkaConfig.Compression;
import io.heapster.sinks.kafka.KafkaConfig.Format;
import io.heapster.sinks.kafka.KafkaConfig.Topic;
import io.heapster.sinks.rows.DeadLetterBox;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSink;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.ManualTime;
import io.heapster.sinks.testing.OddBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class KafkaSenderTest {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);
  private static final DataBatch BATCH =
      BatchScript.at(OddBatch.TIME)
          .value(EntityKey.Cluster.INSTANCE, PlainMetrics.CPU_LIMIT, 1)
          .value(EntityKey.Cluster.INSTANCE, PlainMetrics.MEMORY_LIMIT, 2)
          .build();

  private final ScriptedCluster cluster = new ScriptedCluster();
  private final ManualTime time = new ManualTime(OddBatch.TIME);

  /** Gives out producers that Kafka made for tests. */
  private static final class ScriptedCluster implements Cluster {
    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
    private Runnable asking = () -> {};
    private boolean answers = true;
    private int asked;

    @Override
    public void ensureTopic(Deadline deadline) {
      asked++;
      asking.run();
    }

    @Override
    public Producer<byte[], byte[]> producer() {
      var bytes = new ByteArraySerializer();
      made.add(new MockProducer<>(answers, null, bytes, bytes));
      return made.getLast();
    }
  }

  private RowSink sink(TimeSource source) {
    var config =
        new KafkaConfig(
            List.of("a:1"),
            new Topic("t", true, -1, -1),
            Format.VALUE,
            Compression.ZSTD,
            "default",
            Security.NONE);
    return new RowSink(
        "kafka",
        new ValueEncoder("default", new Oddities("kafka", new Counter())),
        new KafkaSender(cluster, new ClientSettings(config, "heapster", CALL_TIMEOUT), source),
        new RowLimits(1_000, 1 << 20, 1, Duration.ofMinutes(5)),
        DeadLetterBox.NONE,
        new Telemetry(new MetricRegistry()),
        source);
  }

  @Test
  void export_noAnswerByTheDeadline_failsAndTakesTheProducerWithIt() throws Exception {
    cluster.answers = false;
    try (RowSink sink = sink(TimeSource.system())) {
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH))
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("no answer of the brokers in time");
      assertThat(cluster.made).singleElement().matches(MockProducer::closed);

      cluster.answers = true;
      sink.export(BATCH, Lane.FRESH);
      assertThat(cluster.made).hasSize(2);
      assertThat(cluster.made.getLast().history()).hasSize(2);
      assertThat(cluster.asked).isEqualTo(2);
    }
  }

  @Test
  void export_topicTookTheTime_isTriedAgainWithoutAskingTwice() throws Exception {
    cluster.asking = () -> time.advance(CALL_TIMEOUT.multipliedBy(8).dividedBy(10));
    try (RowSink sink = sink(time)) {
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("asking the brokers for the topic took the time");

      sink.export(BATCH, Lane.FRESH);
      assertThat(cluster.asked).isEqualTo(1);
      assertThat(cluster.made.getLast().history()).hasSize(2);
    }
  }

  @Test
  void export_brokersNotFound_looksUpTheirNamesAgain() throws Exception {
    try (RowSink sink = sink(TimeSource.system())) {
      sink.export(BATCH, Lane.FRESH);
      cluster.made.getFirst().sendException = new TimeoutException("no node");
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH))
          .isInstanceOf(RetryLaterException.class)
          .hasMessageContaining("no node");
      assertThat(cluster.made.getFirst().closed()).isTrue();

      sink.export(BATCH, Lane.FRESH);
      assertThat(cluster.made).hasSize(2);
    }
  }

  @Test
  void export_brokersBusy_keepsTheProducer() throws Exception {
    try (RowSink sink = sink(TimeSource.system())) {
      sink.export(BATCH, Lane.FRESH);
      cluster.made.getFirst().sendException = new NotEnoughReplicasException("1 of 2");
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH))
          .isInstanceOf(RetryLaterException.class);
      cluster.made.getFirst().sendException = null;

      sink.export(BATCH, Lane.FRESH);
      assertThat(cluster.made).hasSize(1);
    }
  }
}
