package io.heapster.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
  void caughtUp_neverDown_saysNothing() {
    health.caughtUp(START);

    assertThat(lines()).isEmpty();
  }

  @Test
  void failed_manyTimes_isSaidOnceWithItsCause() {
    for (int minute = 0; minute < 10; minute++) {
      health.failed(new IOException("connection refused"), START.plusSeconds(60L * minute));
    }

    assertThat(lines())
        .containsExactly(
            "sink kafka: down since 2026-01-01T10:00:00Z; trying again with each new batch, each"
                + " loss from now on is counted only");
    assertThat(appender.list.getFirst().getThrowableProxy().getMessage())
        .isEqualTo("connection refused");
  }

  @Test
  void caughtUp_afterLosses_tellsHowLongAndHowMany() {
    health.failed(new IOException("connection refused"), START);
    health.lagged(4, START.plusSeconds(60));
    health.caughtUp(START.plusMillis(185_400));
    health.caughtUp(START.plusSeconds(240));

    assertThat(lines()).hasSize(2);
    assertThat(lines().getLast()).isEqualTo("sink kafka: recovered after 3m5s, 5 batches lost");
  }

  @Test
  void lagged_againAfterRecovery_startsANewCount() {
    health.lagged(2, START);
    health.caughtUp(START.plusSeconds(60));
    health.lagged(3, START.plusSeconds(120));
    health.caughtUp(START.plusSeconds(150));

    assertThat(lines())
        .hasSize(4)
        .first()
        .isEqualTo(
            "sink kafka: down since 2026-01-01T10:00:00Z: too slow, 2 batches lost so far; each"
                + " loss from now on is counted only");
    assertThat(lines().getLast()).isEqualTo("sink kafka: recovered after 30s, 3 batches lost");
  }
}
