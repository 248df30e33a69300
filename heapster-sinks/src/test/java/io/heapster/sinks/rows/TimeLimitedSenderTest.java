package io.heapster.sinks.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TimeLimitedSenderTest {
  private static final Rows ROWS = RowWriterTest.rows("a");
  private static final Duration SHORT = Duration.ofMillis(500);

  @Test
  void send_noAnswer_endsInTimeAndInterruptsTheCall() {
    var interrupted = new AtomicBoolean();
    var never = new CountDownLatch(1);
    var sender =
        new TimeLimitedSender(
            "test",
            _ -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
              }
              return SendResult.ACCEPTED;
            },
            SHORT);

    assertThatThrownBy(() -> sender.send(ROWS))
        .isInstanceOf(CallTimeoutException.class)
        .hasMessageContaining("500ms");
    await().untilTrue(interrupted);
  }

  @Test
  void send_callIgnoresInterrupts_noOtherBeginsUntilItEnds() throws Exception {
    var calls = new AtomicInteger();
    var stuck = new CountDownLatch(1);
    var sender =
        new TimeLimitedSender(
            "test",
            _ -> {
              calls.incrementAndGet();
              awaitUninterruptibly(stuck);
              return SendResult.ACCEPTED;
            },
            SHORT);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> sender.send(ROWS)).isInstanceOf(CallTimeoutException.class);
    }
    assertThat(calls).hasValue(1);

    stuck.countDown();
    await().ignoreExceptions().until(() -> sender.send(ROWS) == SendResult.ACCEPTED);
  }

  @Test
  void send_callFails_throwsWhatItThrew() {
    var io = new IOException("gone");
    var runtime = new IllegalStateException("broken");

    assertThatThrownBy(() -> failing(io).send(ROWS)).isSameAs(io);
    assertThatThrownBy(() -> failing(runtime).send(ROWS)).isSameAs(runtime);
    assertThatThrownBy(() -> failing(new StackOverflowError()).send(ROWS))
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // As clients do that never look.
      }
    }
  }

  private static TimeLimitedSender failing(Throwable failure) {
    return new TimeLimitedSender(
        "test",
        _ -> {
          switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalArgumentException(failure);
          }
        },
        Duration.ofSeconds(30));
  }
}
