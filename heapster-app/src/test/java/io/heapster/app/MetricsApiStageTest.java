package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class MetricsApiStageTest {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private final List<String> closed = new CopyOnWriteArrayList<>();

  @Test
  void new_assembly_opensNothing() throws Exception {
    var stage =
        new MetricsApiStage(
            _ -> {
              throw new IllegalStateException("assembled");
            },
            "port 6443",
            Duration.ZERO);
    stage.stop(LIMIT);
    assertThat(stage.port()).isZero();
  }

  @Test
  void stop_afterAFailedStart_closesWhatWasOpenedThoughOneDoesNot() throws Exception {
    var stage =
        new MetricsApiStage(
            opened -> {
              opened.add(() -> closed.add("first"));
              opened.add(() -> {
                throw new IllegalStateException("stuck");
              });
              opened.add(() -> closed.add("third"));
              throw new IllegalArgumentException("no such file");
            },
            "port 6443",
            Duration.ZERO);
    assertThatThrownBy(stage::start).hasMessage("no such file");
    assertThat(closed).isEmpty();

    stage.stop(LIMIT);
    stage.stop(LIMIT);
    assertThat(closed).containsExactly("first", "third");
  }
}
