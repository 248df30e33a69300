package io.heapster.sinks.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.testing.BatchScript;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowSinkTest {
  private static final DataBatch BATCH = DataBatch.empty(Instant.parse("2026-01-01T00:00:00Z"));
  private static final int ROWS = 100;
  private static final List<String> ALL =
      IntStream.range(0, ROWS).mapToObj(Integer::toString).toList();

  private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

  private static RowSink sink(RowSender sender, int concurrency) {
    RowEncoder encoder =
        (_, _, out) -> {
          for (String row : ALL) {
            out.put(row);
            out.endRow();
          }
        };
    return new RowSink(
        "test",
        encoder,
        sender,
        new RowLimits(10, 1 << 20, concurrency, Duration.ofSeconds(30)),
        DeadLetterBox.NONE,
        new Telemetry(new MetricRegistry()),
        TimeSource.system());
  }

  private SendResult take(Rows rows) {
    taken.addAll(RowWriterTest.texts(rows));
    return SendResult.ACCEPTED;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void export_wholeBatch_everyRowArrivesOnce(int concurrency) throws Exception {
    try (var sink = sink(this::take, concurrency)) {
      sink.export(BATCH, Lane.FRESH);
      assertThat(taken).containsExactlyInAnyOrderElementsOf(ALL);

      sink.export(BATCH, Lane.FRESH);
      assertThat(taken).hasSize(2 * ROWS);
    }
  }

  @Test
  void export_failsHalfWayAndComesAgain_sendsNoChunkTwice() throws Exception {
    var failing = new AtomicBoolean(true);
    var calls = new AtomicInteger();
    try (var sink =
        sink(
            rows -> {
              calls.incrementAndGet();
              if (failing.get() && taken.size() == 50) {
                throw new IOException("gone");
              }
              return take(rows);
            },
            1)) {
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH)).hasMessage("gone");
      assertThatThrownBy(() -> sink.export(BATCH, Lane.BACKLOG)).hasMessage("gone");
      // The first failure ended it: five chunks went through, one failed, twice.
      assertThat(calls).hasValue(7);
      failing.set(false);
      sink.export(BATCH, Lane.BACKLOG);
    }

    assertThat(taken).containsExactlyElementsOf(ALL);
  }

  @Test
  @Timeout(60)
  void export_concurrentAndOneFails_losesNothing() throws Exception {
    var failing = new AtomicBoolean(true);
    var fourth = new CountDownLatch(1);
    try (var sink =
        sink(
            rows -> {
              List<String> texts = RowWriterTest.texts(rows);
              if (failing.get() && texts.contains("35")) {
                fourth.countDown();
                throw new IOException("gone");
              }
              if (!texts.contains("5")) {
                // Kept, so that the fourth finds room only when the first has landed.
                fourth.await();
              }
              return take(rows);
            },
            3)) {
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH)).isInstanceOf(IOException.class);
      failing.set(false);
      sink.export(BATCH, Lane.FRESH);
    }

    assertThat(taken).containsAll(ALL);
    // What lies before the first failure was not sent again, but for what was cut off on its way.
    assertThat(taken.stream().filter("5"::equals).count()).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void export_laterChunkLandedBeforeTheFailure_isNotSentAgain() throws Exception {
    var landed = new CountDownLatch(1);
    var failing = new AtomicBoolean(true);
    try (var sink =
        sink(
            rows -> {
              List<String> texts = RowWriterTest.texts(rows);
              if (failing.get() && texts.contains("0")) {
                landed.await();
                throw new IOException("gone");
              }
              if (texts.contains("25")) {
                // The third finds room only when the second has landed.
                landed.countDown();
              }
              return take(rows);
            },
            2)) {
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH)).isInstanceOf(IOException.class);
      failing.set(false);
      sink.export(BATCH, Lane.BACKLOG);
    }

    assertThat(taken).containsAll(ALL);
    assertThat(taken.stream().filter("0"::equals).count()).isEqualTo(1);
    assertThat(taken.stream().filter("15"::equals).count()).isEqualTo(1);
  }

  @Test
  void export_otherBatchOfTheSameTime_isSentWhole() throws Exception {
    var failing = new AtomicBoolean(true);
    var other =
        BatchScript.at(BATCH.timestamp()).entity(new EntityKey.Node("n1"), Map.of()).build();
    try (var sink =
        sink(
            rows -> {
              if (failing.get() && taken.size() == 50) {
                throw new IOException("gone");
              }
              return take(rows);
            },
            1)) {
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH)).hasMessage("gone");
      failing.set(false);
      taken.clear();
      sink.export(other, Lane.FRESH);
    }

    assertThat(taken).containsExactlyElementsOf(ALL);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void export_again_usesTheSameBuffers(int concurrency) throws Exception {
    var arrays = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    try (var sink =
        sink(
            rows -> {
              arrays.add(rows.array());
              return take(rows);
            },
            concurrency)) {
      for (int i = 0; i < 20; i++) {
        sink.export(BATCH, Lane.FRESH);
      }
    }

    assertThat(arrays).hasSizeLessThanOrEqualTo(concurrency + 1);
  }

  @Test
  void export_encoderRunsOutOfMemory_givesUpWhatIsUnderWay() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    RowEncoder encoder =
        (_, _, out) -> {
          out.put("row");
          out.endRow();
          begun.await();
          throw new OutOfMemoryError("made up");
        };
    RowSender sender =
        _ -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
          return SendResult.ACCEPTED;
        };
    try (var sink =
        new RowSink(
            "test",
            encoder,
            sender,
            new RowLimits(1, 1000, 2, Duration.ofSeconds(30)),
            DeadLetterBox.NONE,
            new Telemetry(new MetricRegistry()),
            TimeSource.system())) {
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH)).hasMessage("made up");
      await().until(() -> interrupted.getCount() == 0);
    }
  }

  @Test
  void export_concurrencyThree_hasThreeUnderWayAndNoMore() throws Exception {
    var flying = new AtomicInteger();
    var most = new AtomicInteger();
    var three = new CountDownLatch(3);
    try (var sink =
        sink(
            rows -> {
              most.accumulateAndGet(flying.incrementAndGet(), Math::max);
              three.countDown();
              three.await();
              try {
                return take(rows);
              } finally {
                flying.decrementAndGet();
              }
            },
            3)) {
      sink.export(BATCH, Lane.FRESH);
    }

    assertThat(most).hasValue(3);
    assertThat(taken).containsExactlyInAnyOrderElementsOf(ALL);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void export_interrupted_ends(int concurrency) throws Exception {
    var begun = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    try (var sink =
        sink(
            _ -> {
              begun.countDown();
              never.await();
              return SendResult.ACCEPTED;
            },
            concurrency)) {
      Thread worker =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  sink.export(BATCH, Lane.FRESH);
                } catch (InterruptedException e) {
                  ended.set(true);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      begun.await();
      worker.interrupt();
      await().untilTrue(ended);
    }
  }

  @Test
  void export_senderRunsOutOfMemory_fails() {
    try (var sink =
        sink(
            _ -> {
              throw new OutOfMemoryError("made up");
            },
            2)) {
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("made up");
    }
  }

  @Test
  void export_deadLetterBoxBreaksDown_failsInsteadOfHanging() {
    RowEncoder encoder =
        (_, _, out) -> {
          out.put("row");
          out.endRow();
        };
    try (var sink =
        new RowSink(
            "test",
            encoder,
            _ -> new SendResult.Refused("bad"),
            new RowLimits(10, 1000, 2, Duration.ofSeconds(30)),
            (_, _, _) -> {
              throw new AssertionError("made up");
            },
            new Telemetry(new MetricRegistry()),
            TimeSource.system())) {
      assertThatThrownBy(() -> sink.export(BATCH, Lane.FRESH)).hasStackTraceContaining("made up");
    }
  }
}
