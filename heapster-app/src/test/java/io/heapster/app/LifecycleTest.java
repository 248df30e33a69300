package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  private Stage stage(String name) {
    return Stage.of(name, () -> events.add("start " + name), _ -> events.add("stop " + name));
  }

  private Stage failing(String name) {
    return Stage.of(
        name,
        () -> {
          throw new IOException("no " + name);
        },
        _ -> {
          throw new IOException("stuck " + name);
        });
  }

  private static Lifecycle of(Stage... stages) {
    return new Lifecycle(List.of(stages), TimeSource.system(), LIMIT);
  }

  @Test
  void startAndClose_stages_goInOrderAndBack() {
    Lifecycle lifecycle = of(stage("far"), stage("near"));

    lifecycle.start();
    lifecycle.close();

    assertThat(events).containsExactly("start far", "start near", "stop near", "stop far");
    assertThat(lifecycle.isStopped()).isTrue();
  }

  @Test
  void close_withoutStart_freesWhatIsHeld() {
    Lifecycle lifecycle = of(stage("a"));

    lifecycle.close();

    assertThat(events).containsExactly("stop a");
  }

  @Test
  void close_twice_stopsOnce() {
    Lifecycle lifecycle = of(stage("a"));
    lifecycle.start();

    lifecycle.close();
    lifecycle.close();

    assertThat(events).containsExactly("start a", "stop a");
  }

  @Test
  void start_afterClose_isRefused() {
    Lifecycle lifecycle = of(stage("a"));
    lifecycle.close();

    assertThatThrownBy(lifecycle::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("STOPPED");
  }

  @Test
  void start_failsHalfWay_cleansUpAndKeepsBothFailures() {
    Lifecycle lifecycle = of(stage("a"), failing("b"), stage("c"));

    assertThatThrownBy(lifecycle::start)
        .isInstanceOf(StartException.class)
        .hasMessage("b could not start: no b")
        .satisfies(failure ->
            assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(stop ->
                    assertThat(stop)
                        .hasMessage("b did not stop cleanly")
                        .hasRootCauseMessage("stuck b")));

    assertThat(events).containsExactly("start a", "stop c", "stop a");
    assertThat(lifecycle.isStopped()).isTrue();
  }

  @Test
  void close_oneStageFails_stopsTheOthers() {
    Lifecycle lifecycle = of(stage("a"), Stage.of("b", () -> {}, failing("b")::stop), stage("c"));
    lifecycle.start();

    lifecycle.close();

    assertThat(events).containsSubsequence("stop c", "stop a");
  }

  @Test
  void close_whileStarting_undoesTheStartAndSkipsTheRest() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Stage slow =
        Stage.of(
            "slow",
            () -> {
              begun.countDown();
              assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            },
            _ -> events.add("stop slow"));
    Lifecycle lifecycle = of(slow, stage("late"));
    Thread starter = Thread.ofVirtual().start(lifecycle::start);
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    Thread closer = Thread.ofVirtual().start(lifecycle::close);
    while (closer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closer.join();
    starter.join();

    assertThat(events).containsExactly("stop late", "stop slow");
    assertThat(lifecycle.isStopped()).isTrue();
  }

  @Test
  void close_stagesGetWhatIsLeft_atLeastATenth() {
    var time = new ManualTime();
    var given = new ArrayList<Duration>();
    Stage first = Stage.of("first", () -> {}, given::add);
    Stage slow =
        Stage.of(
            "slow",
            () -> {},
            within -> {
              given.add(within);
              time.advance(Duration.ofSeconds(60));
            });
    new Lifecycle(List.of(first, slow), time, LIMIT).close();

    assertThat(given).containsExactly(LIMIT, Duration.ofSeconds(1));
  }
}
