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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
      // One a node and one for the rest; a slow machine may have sent them more than once.
      assertThat(
              Topic.read(broker.address(), "heapster-metrics").stream()
                  .map(message -> message.value())
                  .distinct())
          .hasSize(4);
    }
  }

  @Test
  void export_brokerStoppedAndStarted_losesNothingAndRepeatsOnlyWhatWasTriedAgain(
      @TempDir Path directory) throws Exception {
    List<DataBatch> ticks = DemoTick.ticks(ClusterShape.demo(DemoTick.recently()), 3);
    try (Broker broker = Broker.plain(directory);
        DataSink sink = Sinks.of(broker.address(), "", DeadLetterBox.NONE, CALL_TIMEOUT)) {
      var attempts = new ArrayList<Integer>();
      attempts.add(awaitExport(sink, ticks.get(0)));
      broker.stop();
      assertFails(sink, ticks.get(1));
      broker.start();
      attempts.add(1 + awaitExport(sink, ticks.get(1)));
      attempts.add(awaitExport(sink, ticks.get(2)));

      Map<Facts.Fact, Long> arrived =
          Facts.counted(
              Topic.read(broker.address(), "heapster-metrics").stream()
                  .map(message -> Facts.ofValueMessage(message.value()))
                  .toList());
      // Each attempt writes a value once at most; how many it takes is up to the machine.
      for (int i = 0; i < ticks.size(); i++) {
        int most = attempts.get(i);
        assertThat(Facts.of(ticks.get(i)))
            .allMatch(arrived::containsKey)
            .allMatch(fact -> arrived.get(fact) <= most);
      }
    }
  }

  private static void assertFails(DataSink sink, DataBatch batch) {
    assertThatThrownBy(() -> sink.export(batch, Lane.FRESH))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(SinkHeldException.class);
  }

  /** Exports until it succeeds; returns how often it was tried. */
  private static int awaitExport(DataSink sink, DataBatch batch) {
    var attempts = new AtomicInteger();
    await()
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptionsMatching(
            e -> e instanceof IOException && !(e instanceof SinkHeldException))
        .until(() -> {
          attempts.incrementAndGet();
          sink.export(batch, Lane.FRESH);
          return true;
        });
    return attempts.get();
  }
}
