package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class WatchStateTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(WatchState.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ManualTime time = new ManualTime();
  private final WatchState state = new WatchState("pods", () -> 42, time);

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void watches_comingAndGoing_areNoNews() {
    state.connected("one");
    assertThat(state.isWatching()).isTrue();
    state.ended("one");
    assertThat(state.isWatching()).isFalse();
    state.connected("two");
    assertThat(state.isWatching()).isTrue();
    assertThat(lines()).isEmpty();
  }

  @Test
  void ended_ofTheWatchBefore_changesNothing() {
    state.connected("one");
    state.connected("two");
    state.ended("one");
    assertThat(state.isWatching()).isTrue();
  }

  @Test
  void failures_ofAWatch_areToldOnceAndItsReturnOnce() {
    state.connected("one");
    state.ended("one");
    state.failed("host:443: refused");
    state.failed("host:443: refused");
    time.advance(Duration.ofSeconds(95));
    state.connected("two");
    state.connected("three");
    assertThat(lines())
        .containsExactly(
            "watch of pods lost (host:443: refused), going on with the cached 42 and trying again",
            "watch of pods regained after 1m35s");
  }

  @Test
  void failures_beforeTheFirstWatch_areToldAsSuch() {
    state.failed("HTTP 403");
    time.advance(Duration.ofSeconds(3));
    state.connected("one");
    assertThat(lines())
        .containsExactly(
            "pods cannot be listed yet (HTTP 403), trying again",
            "watch of pods established after 3s");
  }

  @Test
  void reason_long_isCut() {
    state.failed("x".repeat(10_000));
    assertThat(lines()).singleElement().asString().hasSizeLessThan(300);
  }

  @Test
  void closed_hearsNothing() {
    state.connected("one");
    state.close();
    state.failed("closed");
    state.connected("two");
    assertThat(state.isWatching()).isFalse();
    assertThat(lines()).isEmpty();
  }
}
