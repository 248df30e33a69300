package io.heapster.sinks.delivery;

import static io.heapster.sinks.delivery.DeliveryFixture.IMPATIENT;
import static io.heapster.sinks.delivery.DeliveryFixture.PATIENT;
import static io.heapster.sinks.delivery.DeliveryFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heapster.core.model.DataBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DeliveryTest {

  private static List<Long> seconds(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void accept_threeFastSinks_allGetAllInOrder() throws Exception {
    var sinks = List.of(ScriptedSink.fast("a"), ScriptedSink.fast("b"), ScriptedSink.fast("c"));
    try (var fixture =
        new DeliveryFixture(PATIENT, sinks.get(0), sinks.get(1), sinks.get(2)).started()) {
      for (long second = 1; second <= 30; second++) {
        List<Long> expected = seconds(1, second);
        fixture.accept(second);
        until(() -> sinks.stream().allMatch(sink -> sink.taken().equals(expected)));
      }
      until(() -> fixture.batches("c", "delivered") == 30);
      assertThat(fixture.dropped("c", Loss.LAGGED)).isZero();
      assertThat(fixture.exportsTimed("c")).isEqualTo(30);
      assertThat(fixture.lag("c")).isZero();
    }
  }

  @Test
  void accept_oneSlowSink_losesItsOwnBatchesOnly() throws Exception {
    var gate = new Semaphore(0);
    var slow = ScriptedSink.gated("slow", gate);
    var fast = ScriptedSink.fast("fast");
    try (var fixture = new DeliveryFixture(PATIENT, slow, fast).started()) {
      fixture.accept(1);
      until(() -> slow.begun().equals(List.of(1L)));
      for (long second = 2; second <= 10; second++) {
        List<Long> expected = seconds(1, second);
        fixture.accept(second);
        until(() -> fast.taken().equals(expected));
      }
      assertThat(fixture.lag("slow")).isEqualTo(3);

      gate.release(100);

      until(() -> slow.taken().equals(List.of(1L, 8L, 9L, 10L)));
      until(() -> fixture.batches("slow", "delivered") == 4);
      assertThat(fixture.dropped("slow", Loss.LAGGED)).isEqualTo(6);
      assertThat(fixture.dropped("fast", Loss.LAGGED)).isZero();
      assertThat(fixture.lag("slow")).isZero();
    }
  }

  @Test
  void accept_exportsThrow_eachIsCountedAndTheNextBatchTried() throws Exception {
    var flaky = new ScriptedSink("flaky", DeliveryTest::failByKind);
    try (var fixture = new DeliveryFixture(PATIENT, flaky).started()) {
      for (long second = 1; second <= 5; second++) {
        long expected = second;
        fixture.accept(second);
        until(() -> fixture.exportsTimed("flaky") == expected);
      }
      assertThat(flaky.taken()).containsExactly(5L);
      assertThat(fixture.batches("flaky", "failed")).isEqualTo(4);
      assertThat(fixture.dropped("flaky", Loss.FAILED)).isEqualTo(4);
      until(() -> fixture.batches("flaky", "delivered") == 1);
    }
  }

  /** Every kind of failure, then none. */
  private static void failByKind(DataBatch batch) throws IOException, InterruptedException {
    switch ((int) batch.timestamp().getEpochSecond()) {
      case 1 -> throw new IOException("connection refused");
      case 2 -> throw new IllegalStateException("encoder broke");
      case 3 -> throw new InterruptedException("interrupted itself");
      case 4 -> throw new StackOverflowError("deep");
      default -> {}
    }
  }

  @Test
  void accept_exportOverTime_isInterruptedAndCounted() throws Exception {
    var gate = new Semaphore(0);
    var slow = ScriptedSink.gated("slow", gate);
    try (var fixture = new DeliveryFixture(IMPATIENT, slow).started()) {
      fixture.accept(1);
      until(() -> fixture.dropped("slow", Loss.TIMED_OUT) == 1);
      until(() -> slow.inside() == 0);
      assertThat(fixture.batches("slow", "timed_out")).isEqualTo(1);

      gate.release(100);

      // More than one, since on a busy machine any export may run out of its short time.
      untilTaken(fixture, slow, 2);
      assertThat(slow.taken()).doesNotContain(1L);
    }
  }

  @Test
  void accept_stuckSinkIgnoresInterrupts_othersGetAllAndNothingPilesUp() throws Exception {
    var gate = new Semaphore(0);
    var stuck = ScriptedSink.stuck("stuck", gate);
    var fast = ScriptedSink.fast("fast");
    try (var fixture = new DeliveryFixture(IMPATIENT, stuck, fast).started()) {
      for (long second = 1; second <= 50; second++) {
        List<Long> expected = seconds(1, second);
        fixture.accept(second);
        until(() -> fast.taken().equals(expected));
      }
      until(() -> fixture.lag("stuck") == 0);
      assertThat(stuck.begun()).containsExactly(1L);
      assertThat(stuck.inside()).isEqualTo(1);

      gate.release(1_000);
      until(() -> stuck.taken().contains(1L));

      untilTaken(fixture, stuck, 51);
      assertThat(stuck.mostInside()).isEqualTo(1);
    }
  }

  /** Hands over one batch after the other, from that second on, until the sink takes one. */
  private static void untilTaken(DeliveryFixture fixture, ScriptedSink sink, long from) {
    var second = new AtomicLong(from);
    until(() -> {
      fixture.accept(second.getAndIncrement());
      return sink.taken().stream().anyMatch(taken -> taken >= from);
    });
  }

  @Test
  void new_sinksOfTheSameName_areToldApart() throws Exception {
    try (var fixture =
        new DeliveryFixture(
                PATIENT,
                ScriptedSink.fast("log"),
                ScriptedSink.fast("log-2"),
                ScriptedSink.fast("log"),
                ScriptedSink.fast("log"))
            .started()) {
      fixture.accept(1);

      for (String name : List.of("log", "log-2", "log-3", "log-4")) {
        until(() -> fixture.batches(name, "delivered") == 1);
      }
    }
  }

  @Test
  void accept_noSinks_isFine() throws Exception {
    try (var fixture = new DeliveryFixture(PATIENT).started()) {
      fixture.accept(1);

      assertThat(fixture.delivery().close(Duration.ZERO)).isTrue();
    }
  }

  @Test
  void config_senselessValues_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeliveryConfig(0, PATIENT))
        .withMessage("ring of 0 batches: expected 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeliveryConfig(3, Duration.ZERO))
        .withMessage("export timeout of PT0S: expected more than nothing");
  }
}
