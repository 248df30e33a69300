package io.heapster.api.k8s.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GrowingPauseTest {
  @Test
  void next_again_isTwiceAsLongUpToTheBound() {
    var pause = new GrowingPause(Duration.ofSeconds(10), Duration.ofSeconds(60));
    assertThat(Stream.generate(pause::next).limit(5).map(Duration::toSeconds))
        .containsExactly(10L, 20L, 40L, 60L, 60L);

    pause.reset();
    assertThat(pause.next()).hasSeconds(10);
  }

  @Test
  void next_boundBelowTheFirst_isTheBound() {
    var pause = new GrowingPause(Duration.ofSeconds(10), Duration.ofSeconds(5));
    assertThat(pause.next()).hasSeconds(5);
    assertThat(pause.next()).hasSeconds(5);
  }
}
