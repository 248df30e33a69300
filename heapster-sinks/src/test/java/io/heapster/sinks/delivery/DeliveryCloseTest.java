package io.heapster.sinks.delivery;

import static io.heapster.sinks.delivery.DeliveryFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

final class DeliveryCloseTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);

  @Test
  void close_batchesPending_drainsThemFirst() throws Exception {
    var gate = new Semaphore(0);
    var sink = ScriptedSink.gated("sink", gate);
    var fixture = DeliveryFixture.inMemory(sink).started();
    fixture.accept(1);
    until(() -> sink.inside() == 1);
    fixture.accept(2);
    fixture.accept(3);
    Thread opener = Thread.ofVirtual().unstarted(() -> gate.release(3));
    opener.start();

    assertThat(fixture.delivery().close(PATIENT)).isTrue();

    assertThat(sink.taken()).containsExactly(1L, 3L, 2L);
    assertThat(sink.timesClosed()).isEqualTo(1);
    assertThat(fixture.dropped("sink", Loss.CLOSED)).isZero();
  }

  @Test
  void close_sinkIsDown_doesNotTryAgain() throws Exception {
    var sink =
        new ScriptedSink(
            "sink",
            _ -> {
              throw new IOException("connection refused");
            });
    var fixture = DeliveryFixture.inMemory(sink).started();
    fixture.accept(1);
    until(() -> fixture.batches("sink", "retried") == 1);
    fixture.accept(2);

    assertThat(fixture.delivery().close(PATIENT)).isTrue();

    assertThat(sink.begun()).containsExactly(1L);
    assertThat(fixture.dropped("sink", Loss.CLOSED)).isEqualTo(2);
  }

  @Test
  void close_sinkNotDoneInTime_interruptsItAndCountsWhatIsLeft() throws Exception {
    var sink = ScriptedSink.gated("sink", new Semaphore(0));
    var fixture = DeliveryFixture.inMemory(sink).started();
    fixture.accept(1);
    until(() -> sink.inside() == 1);
    fixture.accept(2);
    fixture.accept(3);

    assertThat(fixture.delivery().close(Duration.ofMillis(1))).isTrue();

    assertThat(sink.taken()).isEmpty();
    assertThat(sink.timesClosed()).isEqualTo(1);
    assertThat(fixture.dropped("sink", Loss.CLOSED)).isEqualTo(3);
    assertThat(fixture.lag("sink")).isZero();
  }

  @Test
  void close_sinkIgnoresInterrupts_tellsSoAndClosesTheOthers() throws Exception {
    var gate = new Semaphore(0);
    var stuck = ScriptedSink.stuck("stuck", gate);
    var fast = ScriptedSink.fast("fast");
    var fixture = DeliveryFixture.inMemory(stuck, fast).started();
    fixture.accept(1);
    until(() -> stuck.inside() == 1 && fast.taken().equals(List.of(1L)));

    assertThat(fixture.delivery().close(Duration.ofMillis(1))).isFalse();

    assertThat(fast.timesClosed()).isEqualTo(1);
    gate.release();
    until(() -> stuck.timesClosed() == 1);
  }

  @Test
  void close_closingASinkHangs_tellsSoAndReturns() throws Exception {
    var gate = new Semaphore(0);
    var hanging =
        new ClosingSink() {
          @Override
          public void close() {
            gate.acquireUninterruptibly();
          }
        };
    var fixture = DeliveryFixture.inMemory(hanging).started();

    assertThat(fixture.delivery().close(Duration.ofMillis(1))).isFalse();

    gate.release();
    until(() -> fixture.delivery().close(Duration.ZERO));
  }

  @Test
  void close_closingASinkFails_closesTheOthers() throws Exception {
    var failing =
        new ClosingSink() {
          @Override
          public void close() {
            throw new IllegalStateException("socket is gone");
          }
        };
    var fast = ScriptedSink.fast("fast");
    var fixture = DeliveryFixture.inMemory(failing, fast).started();

    assertThat(fixture.delivery().close(PATIENT)).isTrue();

    assertThat(fast.timesClosed()).isEqualTo(1);
  }

  @Test
  void close_neverStarted_closesSinksWithoutExport() throws Exception {
    var sink = ScriptedSink.fast("sink");
    var fixture = DeliveryFixture.inMemory(sink);
    fixture.accept(1);

    assertThat(fixture.delivery().close(PATIENT)).isTrue();

    assertThat(sink.begun()).isEmpty();
    assertThat(sink.timesClosed()).isEqualTo(1);
    assertThat(fixture.dropped("sink", Loss.CLOSED)).isEqualTo(1);
  }

  @Test
  void close_twice_closesSinksOnce() throws Exception {
    var sink = ScriptedSink.fast("sink");
    var fixture = DeliveryFixture.inMemory(sink).started();

    fixture.delivery().close();
    assertThat(fixture.delivery().close(PATIENT)).isTrue();
    fixture.delivery().close();

    assertThat(sink.timesClosed()).isEqualTo(1);
  }

  @Test
  void close_callerInterrupted_closesSinksAndKeepsTheInterrupt() {
    var sink = ScriptedSink.gated("sink", new Semaphore(0));
    var fixture = DeliveryFixture.inMemory(sink).started();
    fixture.accept(1);
    until(() -> sink.inside() == 1);

    Thread.currentThread().interrupt();
    fixture.delivery().close();

    assertThat(Thread.interrupted()).isTrue();
    until(() -> sink.timesClosed() == 1);
  }

  @Test
  void accept_afterClose_isCountedAndIgnored() throws Exception {
    var sink = ScriptedSink.fast("sink");
    var fixture = DeliveryFixture.inMemory(sink).started();
    fixture.delivery().close(PATIENT);

    fixture.accept(1);
    fixture.delivery().start();

    assertThat(fixture.dropped("sink", Loss.CLOSED)).isEqualTo(1);
    assertThat(sink.begun()).isEmpty();
  }

  @Test
  void start_batchesAcceptedBefore_areDelivered() throws Exception {
    var sink = ScriptedSink.fast("sink");
    var fixture = DeliveryFixture.inMemory(sink);
    fixture.accept(1);
    fixture.accept(2);
    fixture.delivery().start();

    fixture.delivery().close(PATIENT);

    assertThat(sink.taken()).isEqualTo(List.of(2L, 1L));
  }

  /** A sink of which only the end matters. */
  private abstract static class ClosingSink implements DataSink {
    @Override
    public String name() {
      return "closing";
    }

    @Override
    public void export(DataBatch batch, Lane lane) {}
  }
}
