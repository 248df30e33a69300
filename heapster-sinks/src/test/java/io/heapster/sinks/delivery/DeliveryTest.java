package io.heapster.sinks.delivery;

import static io.heapster.sinks.delivery.DeliveryFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heapster.core.pipeline.BatchRefusedException;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Without a data directory. */
final class DeliveryTest {
  private final AtomicBoolean down = new AtomicBoolean(true);

  private static List<Long> seconds(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private ScriptedSink failingWith(IOException failure) {
    return new ScriptedSink(
        "sink",
        _ -> {
          if (down.get()) {
            throw failure;
          }
        });
  }

  @Test
  void accept_threeFastSinks_allGetAllInOrder() throws Exception {
    var sinks = List.of(ScriptedSink.fast("a"), ScriptedSink.fast("b"), ScriptedSink.fast("c"));
    try (var fixture =
        DeliveryFixture.inMemory(sinks.get(0), sinks.get(1), sinks.get(2)).started()) {
      for (long second = 1; second <= 30; second++) {
        List<Long> expected = seconds(1, second);
        fixture.accept(second);
        until(() -> sinks.stream().allMatch(sink -> sink.taken().equals(expected)));
      }
      until(() -> fixture.batches("c", "delivered") == 30);
      assertThat(fixture.dropped("c", Loss.LAGGED)).isZero();
      assertThat(fixture.exportsTimed("c")).isEqualTo(30);
      assertThat(fixture.lag("c")).isZero();
      assertThat(sinks.getFirst().lanes()).containsOnly("fresh");
    }
  }

  @Test
  void accept_oneSlowSink_getsTheNewestAndLosesItsOwnBatchesOnly() throws Exception {
    var gate = new Semaphore(0);
    var slow = ScriptedSink.gated("slow", gate);
    var fast = ScriptedSink.fast("fast");
    try (var fixture = DeliveryFixture.inMemory(slow, fast).started()) {
      fixture.accept(1);
      until(() -> slow.begun().equals(List.of(1L)));
      for (long second = 2; second <= 10; second++) {
        List<Long> expected = seconds(1, second);
        fixture.accept(second);
        until(() -> fast.taken().equals(expected));
      }
      assertThat(fixture.lag("slow")).isEqualTo(4);
      assertThat(fixture.dropped("slow", Loss.LAGGED)).isEqualTo(6);

      gate.release(100);
      until(() -> slow.taken().equals(List.of(1L, 10L, 8L)));
      fixture.advance(Duration.ofSeconds(6));
      until(() -> slow.taken().equals(List.of(1L, 10L, 8L, 9L)));

      until(() -> fixture.batches("slow", "delivered") == 4);
      assertThat(slow.lanes()).containsExactly("fresh", "fresh", "backlog", "backlog");
      assertThat(fixture.dropped("slow", Loss.LAGGED)).isEqualTo(6);
      assertThat(fixture.dropped("fast", Loss.LAGGED)).isZero();
      assertThat(fixture.lag("slow")).isZero();
    }
  }

  @Test
  void accept_exportFails_isTriedAgainLater() throws Exception {
    var sink = failingWith(new IOException("connection refused"));
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      fixture.accept(1);
      for (int attempt = 1; attempt <= 20; attempt++) {
        int attempts = attempt;
        until(() -> fixture.batches("sink", "retried") == attempts);
        assertThat(fixture.gauge("heapster_sink_up", "sink")).isZero();
        fixture.advance(Backoff.CAP);
      }
      until(() -> fixture.batches("sink", "retried") == 21);
      down.set(false);
      fixture.advance(Backoff.CAP);

      until(() -> fixture.batches("sink", "delivered") == 1);
      assertThat(sink.taken()).containsExactly(1L);
      assertThat(fixture.gauge("heapster_sink_up", "sink")).isEqualTo(1);
      assertThat(fixture.lag("sink")).isZero();
    }
  }

  @Test
  void accept_newerBatchWhileRetrying_isTriedNext() throws Exception {
    var sink = failingWith(new IOException("connection refused"));
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      fixture.accept(1);
      until(() -> fixture.batches("sink", "retried") == 1);
      fixture.accept(2);
      fixture.advance(Backoff.CAP);
      until(() -> fixture.batches("sink", "retried") == 2);
      assertThat(sink.begun()).containsExactly(1L, 2L);
      down.set(false);
      fixture.advance(Backoff.CAP);

      until(() -> sink.taken().equals(List.of(2L, 1L)));
    }
  }

  @Test
  void accept_farEndAsksForPatience_isLeftAlone() throws Exception {
    var sink = failingWith(new RetryLaterException("429", Duration.ofMinutes(10)));
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      fixture.accept(1);
      until(() -> fixture.batches("sink", "retried") == 1);
      fixture.accept(2);
      down.set(false);
      fixture.accept(3);
      fixture.advance(Duration.ofMinutes(10).minusNanos(1));
      fixture.settle();
      assertThat(sink.begun()).containsExactly(1L);

      fixture.advance(Duration.ofSeconds(2));
      until(() -> !sink.taken().isEmpty());
      assertThat(sink.taken().getFirst()).isEqualTo(3);
    }
  }

  @Test
  void accept_farEndAsksForTheYear9999_workerStays() throws Exception {
    var sink = failingWith(new RetryLaterException("429", Duration.ofDays(2_900_000)));
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      fixture.accept(1);
      until(() -> fixture.batches("sink", "retried") == 1);
      down.set(false);
      fixture.advance(Backoff.LONGEST_WISH.plus(Backoff.BASE));

      until(() -> sink.taken().equals(List.of(1L)));
    }
  }

  @Test
  void accept_failureThatCannotBeTold_workerStays() throws Exception {
    var sink =
        failingWith(
            new IOException() {
              @Override
              public String getMessage() {
                throw new IllegalStateException("no words");
              }
            });
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      fixture.accept(1);
      until(() -> sink.begun().size() == 1);
      down.set(false);
      until(() -> {
        fixture.advance(Backoff.CAP);
        return sink.taken().equals(List.of(1L));
      });
    }
  }

  @Test
  void accept_clientInterruptsTheWorker_workerStays() throws Exception {
    var sink =
        new ScriptedSink(
            "sink",
            batch -> {
              if (down.get()) {
                Thread.currentThread().interrupt();
                if (batch.timestamp().getEpochSecond() % 2 == 0) {
                  throw new InterruptedException("the client gave up");
                }
                throw new IOException("connection closed");
              }
            });
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      for (long second = 1; second <= 4; second++) {
        long attempts = second;
        fixture.accept(second);
        until(() -> {
          fixture.advance(Backoff.CAP);
          return sink.begun().size() >= attempts;
        });
      }
      down.set(false);
      until(() -> {
        fixture.advance(Backoff.CAP);
        return fixture.lag("sink") == 0;
      });
      assertThat(sink.taken()).contains(4L);
      assertThat(fixture.batches("sink", "retried")).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void accept_oneDeadOneStuckOneHealthy_healthyGetsEachBatchWithinItsTick() throws Exception {
    var dead = failingWith(new IOException("connection refused"));
    var gate = new Semaphore(0);
    var stuck = ScriptedSink.stuck("stuck", gate);
    var healthy = ScriptedSink.fast("healthy");
    var fixture = DeliveryFixture.inMemory(dead, stuck, healthy).started();
    for (long second = 1; second <= 50; second++) {
      List<Long> expected = seconds(1, second);
      // Would hang here for ever if it waited for the stuck one.
      fixture.accept(second);
      until(() -> healthy.taken().equals(expected));
      fixture.advance(DeliveryFixture.RESOLUTION);
    }
    assertThat(dead.taken()).isEmpty();
    assertThat(stuck.begun()).containsExactly(1L);
    for (Loss loss : Loss.values()) {
      assertThat(fixture.dropped("healthy", loss)).isZero();
    }
    gate.release(100);
    assertThat(fixture.delivery().close(Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void accept_sinkIsHeld_losesNothingAndIsTriedAgain() throws Exception {
    var sink = failingWith(new SinkHeldException("wrong password; set pw"));
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      fixture.accept(1);
      for (int attempt = 1; attempt <= 10; attempt++) {
        int attempts = attempt;
        until(() -> fixture.batches("sink", "retried") == attempts);
        fixture.advance(Backoff.HELD_CAP);
      }
      down.set(false);
      fixture.advance(Backoff.HELD_CAP);
      until(() -> {
        fixture.advance(Backoff.HELD_CAP);
        return sink.taken().equals(List.of(1L));
      });
      assertThat(fixture.batches("sink", "refused")).isZero();
    }
  }

  @Test
  void accept_batchRefused_isDroppedAndTheNextOneTaken() throws Exception {
    var sink =
        new ScriptedSink(
            "sink",
            batch -> {
              if (batch.timestamp().getEpochSecond() == 1) {
                throw new BatchRefusedException("too old");
              }
            });
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      fixture.accept(1);
      until(() -> fixture.batches("sink", "refused") == 1);
      fixture.accept(2);

      until(() -> sink.taken().equals(List.of(2L)));
      assertThat(fixture.dropped("sink", Loss.REFUSED)).isEqualTo(1);
      assertThat(sink.begun()).containsExactly(1L, 2L);
      assertThat(fixture.gauge("heapster_sink_up", "sink")).isEqualTo(1);
    }
  }

  @Test
  void accept_sinkBreaksOnABatch_givesItUpAfterFiveTimes() throws Exception {
    var sink =
        new ScriptedSink(
            "sink",
            batch -> {
              if (batch.timestamp().getEpochSecond() == 1) {
                throw new IllegalStateException("encoder broke");
              }
            });
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      fixture.accept(1);
      for (int attempt = 1; attempt < PoisonCounts.MOST; attempt++) {
        int attempts = attempt;
        until(() -> fixture.batches("sink", "retried") == attempts);
        fixture.advance(Backoff.CAP);
      }
      until(() -> fixture.batches("sink", "failed") == 1);
      assertThat(fixture.dropped("sink", Loss.FAILED)).isEqualTo(1);
      assertThat(fixture.batches("sink", "refused")).isZero();
      assertThat(fixture.gauge("heapster_sink_up", "sink")).isZero();
      fixture.accept(2);
      fixture.advance(Backoff.CAP);

      until(() -> sink.taken().equals(List.of(2L)));
      assertThat(sink.begun()).containsExactly(1L, 1L, 1L, 1L, 1L, 2L);
    }
  }

  @Test
  void accept_sinkThrowsAnError_isTriedAgain() throws Exception {
    var sink =
        new ScriptedSink(
            "sink",
            _ -> {
              if (down.get()) {
                throw new NoClassDefFoundError("client");
              }
            });
    try (var fixture = DeliveryFixture.inMemory(sink).started()) {
      fixture.accept(1);
      for (int attempt = 1; attempt <= 7; attempt++) {
        int attempts = attempt;
        until(() -> fixture.batches("sink", "retried") == attempts);
        fixture.advance(Backoff.CAP);
      }
      down.set(false);
      until(() -> {
        fixture.advance(Backoff.CAP);
        return sink.taken().equals(List.of(1L));
      });
    }
  }

  @Test
  void start_lossesOfEveryKind_showWithZero() {
    try (var fixture = DeliveryFixture.inMemory(ScriptedSink.fast("sink"))) {
      for (Loss loss : Loss.values()) {
        assertThat(fixture.dropped("sink", loss)).isZero();
      }
      for (JournalFailure failure : JournalFailure.values()) {
        assertThat(fixture.journalFailures(failure)).isZero();
      }
      for (String result : List.of("delivered", "retried", "refused", "failed")) {
        assertThat(fixture.batches("sink", result)).isZero();
      }
      assertThat(fixture.gauge("heapster_sink_up", "sink")).isEqualTo(1);
    }
  }

  @Test
  void accept_noSinks_isFine() throws Exception {
    try (var fixture = DeliveryFixture.inMemory().started()) {
      fixture.accept(1);

      assertThat(fixture.delivery().close(Duration.ZERO)).isTrue();
    }
  }

  @Test
  void config_senselessValues_areRefused() {
    var minute = Duration.ofMinutes(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeliveryConfig(1, minute, 10))
        .withMessage("ring of 1 batches: expected 2 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeliveryConfig(minute, 0))
        .withMessage("backlog of 0 batches per tick: expected 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeliveryConfig(Duration.ZERO, 1))
        .withMessage("resolution PT0S: expected more than zero");
  }
}
