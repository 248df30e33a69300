package io.heapster.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heapster.core.pipeline.Lane;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class SinkHealthTest {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

  private final Logger logger = (Logger) LoggerFactory.getLogger(SinkHealth.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final SinkHealth health = new SinkHealth("kafka");

  @BeforeEach
  void capture() {
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(appender);
    appender.start();
  }

  @AfterEach
  void release() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private List<String> lines() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void works_neverDown_saysNothing() {
    health.works(Lane.FRESH, false, START);

    assertThat(lines()).isEmpty();
  }

  @Test
  void failed_manyTimes_isSaidOnceWithItsCause() {
    for (int minute = 0; minute < 10; minute++) {
      health.failed(
          new IOException("connection refused"), Lane.FRESH, START.plusSeconds(60L * minute));
    }

    assertThat(lines())
        .containsExactly(
            "sink kafka: down since 2026-01-01T10:00:00Z: connection refused; tried again until it"
                + " works");
    assertThat(appender.list.getFirst().getThrowableProxy()).isNull();
  }

  @Test
  void failed_causeBehindTheMessage_isToldOnTheSameLine() {
    var root = new IOException("Broken pipe");
    health.failed(
        new IOException("a:9092: not sent", new IOException("outer", root)), Lane.FRESH, START);
    health.held(new IOException(), Lane.FRESH, START);
    health.refused(
        START, Loss.REFUSED, new IOException("row 1 refused: too old", new IOException("too old")));

    assertThat(lines())
        .satisfiesExactly(
            down -> assertThat(down).contains(": a:9092: not sent (Broken pipe); tried again"),
            held -> assertThat(held).contains(": IOException; nothing is given up"),
            refused -> assertThat(refused).contains("(refused: row 1 refused: too old)"));
    assertThat(appender.list).allMatch(event -> event.getThrowableProxy() == null);
  }

  @Test
  void failed_mistakeOfOurOwn_isToldWithItsPlace() {
    health.failed(new IllegalStateException("oops"), Lane.FRESH, START);
    health.refused(START, Loss.FAILED, new StackOverflowError());

    assertThat(lines().getFirst()).contains(": oops; tried again");
    assertThat(appender.list).allMatch(event -> event.getThrowableProxy() != null);
  }

  @Test
  void works_afterFailures_tellsHowLongAndHowMany() {
    health.failed(new IOException("connection refused"), Lane.FRESH, START);
    health.lost(4, Loss.OVER_CAP, START.plusSeconds(60));
    health.works(Lane.FRESH, true, START.plusMillis(185_400));
    health.works(Lane.FRESH, false, START.plusSeconds(240));

    assertThat(lines()).hasSize(2);
    assertThat(lines().getLast()).isEqualTo("sink kafka: recovered after 3m5s (1 retried, 4 lost)");
  }

  @Test
  void held_afterBeingDown_saysWhatToDo() {
    health.failed(new IOException("connection refused"), Lane.FRESH, START);
    health.held(new IOException("403: grant it"), Lane.FRESH, START.plusSeconds(60));
    health.held(new IOException("403: grant it"), Lane.FRESH, START.plusSeconds(120));

    assertThat(lines()).hasSize(2);
    assertThat(lines().getLast())
        .isEqualTo(
            "sink kafka: held since 2026-01-01T10:01:00Z: 403: grant it; nothing is given up, it is"
                + " tried again every few minutes");
  }

  @Test
  void works_freshWhileAnOldBatchKeepsFailing_isNoRecovery() {
    health.failed(new IOException("timeout"), Lane.BACKLOG, START);
    health.works(Lane.FRESH, true, START.plusSeconds(60));
    assertThat(lines()).hasSize(1);

    health.works(Lane.BACKLOG, true, START.plusSeconds(120));
    assertThat(lines().getLast()).isEqualTo("sink kafka: recovered after 2m (1 retried, 0 lost)");
  }

  @Test
  void lost_whileUp_isSaidOnceUntilItCaughtUp() {
    health.lost(2, Loss.LAGGED, START);
    health.lost(1, Loss.LAGGED, START.plusSeconds(60));
    health.works(Lane.FRESH, true, START.plusSeconds(60));
    health.works(Lane.BACKLOG, false, START.plusSeconds(90));

    assertThat(lines())
        .containsExactly(
            "sink kafka: 2 batches lost since 2026-01-01T10:00:00Z (lagged); each loss from now on"
                + " is counted only",
            "sink kafka: recovered after 1m30s (0 retried, 3 lost)");
  }

  @Test
  void refused_inARow_isSaidOnce() {
    health.refused(START, Loss.REFUSED, null);
    health.refused(START.plusSeconds(60), Loss.REFUSED, null);
    health.delivered();
    health.refused(START.plusSeconds(180), Loss.FAILED, null);

    assertThat(lines()).hasSize(2).last().asString().contains("2026-01-01T10:03:00Z", "(failed)");
  }
}
