package io.heapster.sinks.kafka.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.rows.DeadLetterBox;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sources.simulated.world.ClusterShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaOutageTest {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

  @Test
  void create_brokersAway_succeedsAndExportsFailUntilTheyAreThere(@TempDir Path directory)
      throws Exception {
    List<DataBatch> ticks = DemoTick.ticks(ClusterShape.tiny(DemoTick.recently()), 1);
    try (Broker broker = Broker.plain(directory)) {
      broker.stop();
      try (DataSink sink =
          Sinks.of(broker.address(), "format=batch", DeadLetterBox.NONE, CALL_TIMEOUT)) {
        assertFails(sink, ticks.getFirst());
        broker.start();
        awaitExport(sink, ticks.getFirst());
      }
      assertThat(Topic.read(broker.address(), "heapster-metrics")).hasSize(4);
    }
  }

  @Test
  void export_brokerStoppedAndStarted_losesNothingAndRepeatsAtMostTheBatch(@TempDir Path directory)
      throws Exception {
    List<DataBatch> ticks = DemoTick.ticks(ClusterShape.demo(DemoTick.recently()), 3);
    try (Broker broker = Broker.plain(directory);
        DataSink sink = Sinks.of(broker.address(), "", DeadLetterBox.NONE, CALL_TIMEOUT)) {
      sink.export(ticks.get(0), Lane.FRESH);
      broker.stop();
      assertFails(sink, ticks.get(1));
      broker.start();
      awaitExport(sink, ticks.get(1));
      awaitExport(sink, ticks.get(2));

      Map<Facts.Fact, Long> arrived =
          Facts.counted(
              Topic.read(broker.address(), "heapster-metrics").stream()
                  .map(message -> Facts.ofValueMessage(message.value()))
                  .toList());
      for (DataBatch tick : ticks) {
        assertThat(Facts.of(tick)).allMatch(arrived::containsKey);
      }
      assertThat(Facts.of(ticks.get(0))).allMatch(fact -> arrived.get(fact) == 1);
      assertThat(arrived.values()).allMatch(times -> times <= 3);
    }
  }

  private static void assertFails(DataSink sink, DataBatch batch) {
    assertThatThrownBy(() -> sink.export(batch, Lane.FRESH))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(SinkHeldException.class);
  }

  private static void awaitExport(DataSink sink, DataBatch batch) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> {
          sink.export(batch, Lane.FRESH);
          return true;
        });
  }
}
