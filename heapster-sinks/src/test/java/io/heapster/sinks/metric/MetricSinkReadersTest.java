package io.heapster.sinks.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import io.heapster.core.store.TimedValue;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Readers beside the writer: each answer is one state of the store, never a mixture of two. */
final class MetricSinkReadersTest {
  private static final int BATCHES = 3_000;
  private static final EntityKey NODE = new EntityKey.Node("n1");

  private final ManualTime time = new ManualTime(Instant.EPOCH);
  private final MetricSink sink =
      new MetricSink(MetricSinkConfig.DEFAULT, time, new Telemetry(new MetricRegistry()));

  @Test
  void queries_whileBatchesArrive_seeConsistentSnapshots() throws Exception {
    var firstIsThere = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers = new ArrayList<Future<Integer>>();
      for (int reader = 0; reader < 3; reader++) {
        readers.add(threads.submit(() -> readToTheEnd(firstIsThere)));
      }
      for (int minute = 1; minute <= BATCHES; minute++) {
        time.advance(Duration.ofMinutes(1));
        sink.accept(batch(minute));
        firstIsThere.countDown();
      }
      for (Future<Integer> reader : readers) {
        assertThat(finished(reader)).isPositive();
      }
    }
  }

  private static int finished(Future<Integer> reader)
      throws InterruptedException, ExecutionException {
    return reader.get();
  }

  /** Each value is the minute of its batch; every other batch has one more node in front. */
  private DataBatch batch(int minute) {
    BatchScript script = BatchScript.at(time.now());
    if (minute % 2 == 0) {
      script.value(new EntityKey.Node("extra-" + minute), PlainMetrics.CPU_USAGE_RATE, -1);
    }
    return script
        .value(NODE, PlainMetrics.CPU_USAGE_RATE, minute)
        .value(NODE, PlainMetrics.MEMORY_RSS, minute)
        .build();
  }

  private int readToTheEnd(CountDownLatch firstIsThere) throws InterruptedException {
    firstIsThere.await();
    var always = new TimeRange(Instant.EPOCH, Instant.MAX);
    int rounds = 0;
    long seen = 0;
    while (seen < BATCHES) {
      List<TimedValue> kept = sink.history(NODE, "cpu/usage_rate", always);
      assertConsecutive(kept, 15);
      assertConsecutive(sink.history(NODE, "memory/rss", always), 3);
      long newest = kept.getLast().value().asLong();
      assertThat(newest).isGreaterThanOrEqualTo(seen);
      seen = newest;
      rounds++;
    }
    return rounds;
  }

  private static void assertConsecutive(List<TimedValue> values, int most) {
    assertThat(values).hasSizeBetween(1, most);
    long first = values.getFirst().value().asLong();
    for (int i = 0; i < values.size(); i++) {
      long minute = values.get(i).value().asLong();
      assertThat(minute).isEqualTo(first + i);
      assertThat(values.get(i).timestamp()).isEqualTo(Instant.EPOCH.plusSeconds(60 * minute));
    }
  }
}
