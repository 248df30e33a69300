package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class RefreshedTokenTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(5);

  private final ManualTime time = new ManualTime();
  private final Queue<String> source = new ArrayDeque<>(List.of("second", "third"));

  private RefreshedToken token(Supplier<String> next, Executor executor) {
    return new RefreshedToken(
        Optional.of("first"), () -> Optional.of(next.get()), MAX_AGE, executor, time);
  }

  @Test
  void get_young_readsNothing() {
    RefreshedToken token = token(source::remove, Runnable::run);
    time.advance(MAX_AGE.minusNanos(1));
    assertThat(token.get()).contains("first");
    assertThat(source).hasSize(2);
  }

  @Test
  void get_old_readsOncePerAge() {
    RefreshedToken token = token(source::remove, Runnable::run);
    time.advance(MAX_AGE);
    assertThat(token.get()).contains("second");
    assertThat(token.get()).contains("second");
    time.advance(MAX_AGE);
    assertThat(token.get()).contains("third");
  }

  @Test
  void get_sourceFailing_keepsLastAndTriesAgain() {
    RefreshedToken token = token(source::remove, Runnable::run);
    source.clear();
    time.advance(MAX_AGE);
    assertThat(token.get()).contains("first");
    source.add("back");
    assertThat(token.get()).contains("first");
    time.advance(MAX_AGE);
    assertThat(token.get()).contains("back");
  }

  @Test
  void get_slowSource_answersWithTheOldOneMeanwhile() {
    var waiting = new ArrayList<Runnable>();
    RefreshedToken token = token(source::remove, waiting::add);
    time.advance(MAX_AGE);
    assertThat(token.get()).contains("first");
    assertThat(token.get()).contains("first");
    assertThat(waiting).hasSize(1);
    waiting.getFirst().run();
    assertThat(token.get()).contains("second");
  }
}
