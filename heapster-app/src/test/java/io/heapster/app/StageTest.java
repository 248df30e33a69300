package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class StageTest {
  private static final Duration LONG = Duration.ofHours(1);

  private static Stage closing(AutoCloseable held, Duration limit) {
    return Stage.closing("held", () -> {}, held, limit);
  }

  @Test
  void closing_closeHangs_isLeftAfterTheLimit() {
    var never = new CountDownLatch(1);

    assertThatThrownBy(() -> closing(never::await, Duration.ofMillis(50)).stop(LONG))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> closing(never::await, LONG).stop(Duration.ofMillis(50)))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void closing_closeFails_tellsWhy() {
    assertThatThrownBy(() ->
            closing(
                    () -> {
                      throw new IllegalStateException("stuck");
                    },
                    LONG)
                .stop(LONG))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("stuck");
  }

  @Test
  void closing_closeReturns_isOver() throws Exception {
    var closed = new CountDownLatch(1);

    closing(closed::countDown, LONG).stop(LONG);

    assertThat(closed.getCount()).isZero();
  }
}
