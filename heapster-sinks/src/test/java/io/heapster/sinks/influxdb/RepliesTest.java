package io.heapster.sinks.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.rows.SendResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class RepliesTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Replies.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final Replies replies = new Replies("influxdb");

  @BeforeEach
  void capture() {
    logger.setAdditive(false);
    logger.addAppender(appender);
    appender.start();
  }

  @AfterEach
  void release() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
  }

  private SendResult read(int status, String reason) throws IOException {
    String body = "{\"error\":\"" + reason.replace("\"", "\\\"") + "\"}\n";
    return replies.read(new RefusalException(status, body, null), "pw");
  }

  @Test
  void read_limitReached_isToldOnceForEachLimitWithTheWayOut() throws IOException {
    for (int i = 0; i < 3; i++) {
      String reason = "partial write: max-series-per-database limit exceeded: (9) dropped=" + i;
      assertThat(read(400, reason)).isEqualTo(new SendResult.Thinned(i, reason));
      read(400, "partial write: max-values-per-tag limit exceeded (1/1): tag=\"a\" dropped=4");
    }

    assertThat(appender.list).hasSize(2);
    List<String> lines = appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines.get(0))
        .contains("sink influxdb", "dropped=0", "Raise max-series-per-database", "rows=wide");
    assertThat(lines.get(1)).contains("Raise max-values-per-tag", "tag=\"a\"");
  }

  @Test
  void read_badContent_isRefusedAsItWasSaid() throws IOException {
    for (String reason :
        List.of(
            "unable to parse 'x': missing fields",
            "partial write: unable to parse 'x': bad timestamp dropped=0",
            "partial write: field type conflict: input field \"v\" dropped=1",
            "something new")) {
      assertThat(read(400, reason)).isEqualTo(new SendResult.Refused(reason));
    }
    assertThat(read(413, "too large")).isInstanceOf(SendResult.Refused.class);
    assertThat(appender.list).isEmpty();
  }

  @Test
  void read_everythingElse_isTypedByWhatToDo() {
    assertThatThrownBy(() -> read(401, "no"))
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContaining("check pw");
    assertThatThrownBy(() -> read(403, "not authorized"))
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContaining("grant");
    assertThatThrownBy(() -> read(429, "slow")).isInstanceOf(RetryLaterException.class);
    assertThatThrownBy(() -> read(503, "slow")).isInstanceOf(RetryLaterException.class);
    assertThatThrownBy(() -> read(500, "timeout")).isExactlyInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(404, "page")).isExactlyInstanceOf(IOException.class);
  }
}
