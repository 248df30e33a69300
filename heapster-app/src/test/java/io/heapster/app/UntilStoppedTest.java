package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UntilStoppedTest {

  @Test
  void run_assemblyFailsInAnyWay_givesTheExitCodeOfAFailure() {
    int code =
        UntilStopped.run(() -> {
          throw new IllegalArgumentException("ca.pem: no certificate");
        });

    assertThat(code).isEqualTo(Console.FAILED);
  }
}
