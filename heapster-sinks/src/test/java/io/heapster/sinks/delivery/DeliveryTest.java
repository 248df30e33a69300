package io.heapster.sinks.delivery;

import static io.heapster.sinks.delivery.DeliveryFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heapster.core.model.DataBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DeliveryTest {

  private static List<Long> seconds(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void accept_threeFastSinks_allGetAllInOrder() throws Exception {
    var sinks = List.of(ScriptedSink.fast("a"), ScriptedSink.fast("b"), ScriptedSink.fast("c"));
    try (var fixture = new DeliveryFixture(sinks.get(0), sinks.get(1), sinks.get(2)).started()) {
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
    try (var fixture = new DeliveryFixture(slow, fast).started()) {
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
    try (var fixture = new DeliveryFixture(flaky).started()) {
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
  private static void failByKind(DataBatch batch) throws IOException {
    switch ((int) batch.timestamp().getEpochSecond()) {
      case 1 -> throw new IOException("connection refused");
      case 2 -> throw new IllegalStateException("encoder broke");
      case 3 -> throw new UncheckedIOException(new IOException("cut"));
      case 4 -> throw new NullPointerException("missing");
      default -> {}
    }
  }

  @Test
  void accept_noSinks_isFine() throws Exception {
    try (var fixture = new DeliveryFixture().started()) {
      fixture.accept(1);

      assertThat(fixture.delivery().close(Duration.ZERO)).isTrue();
    }
  }

  @Test
  void config_senselessValues_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeliveryConfig(0))
        .withMessage("ring of 0 batches: expected 1 or more");
  }
}
