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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
    return replies.read(new RefusalException(status, body, _ -> null), "pw");
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
            "field type conflict: input field \"v\"")) {
      assertThat(read(400, reason)).isEqualTo(new SendResult.Refused(reason));
    }
    assertThat(read(413, "too large")).isInstanceOf(SendResult.Refused.class);
    assertThat(appender.list).isEmpty();
  }

  @Test
  void read_fieldTypeConflict_isOfOneKindHoweverManyRows() throws IOException {
    String reason = "partial write: field type conflict: input field \"v\" is type float dropped=";

    var one = (SendResult.Sifted) read(400, reason + 1);
    var many = (SendResult.Sifted) read(400, reason + 234);

    assertThat(one.dropped()).isEqualTo(1);
    assertThat(many.dropped()).isEqualTo(234);
    assertThat(many.kind()).isEqualTo(one.kind()).contains("input field \"v\"");
    assertThat(many.reason()).endsWith("dropped=234");
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

  private SendResult readPlain(int status, String body, Function<String, @Nullable String> headers)
      throws IOException {
    return replies.read(new RefusalException(status, body, headers), "pw");
  }

  @Test
  void read_badRequestOfAnybodyElse_isHeldWithTheWayOut() {
    String tls = "Client sent an HTTP request to an HTTPS server.\n";
    for (int status : new int[] {200, 400, 422}) {
      assertThatThrownBy(() -> readPlain(status, tls, _ -> null))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContainingAll("HTTPS server.", "answer " + status, "https://", "secure=true");
    }
    assertThatThrownBy(() -> readPlain(400, "<p>unable to parse your request", _ -> null))
        .isInstanceOf(SinkHeldException.class);
    assertThatThrownBy(() -> read(400, "no such tenant")).isInstanceOf(SinkHeldException.class);
  }

  @Test
  void read_redirection_isHeldAndSaysWhereItLeads() {
    assertThatThrownBy(() ->
            readPlain(302, "", name -> name.equals("Location") ? "https://login.example/" : null))
        .isInstanceOf(SinkHeldException.class)
        .hasMessageContainingAll("302", "https://login.example/");
  }

  @Test
  void read_verdictOnLines_isKnownByVersionOrCode() throws IOException {
    assertThat(
            readPlain(
                400,
                "unable to parse 'x'",
                name -> name.equals("X-Influxdb-Version") ? "1.6.7" : null))
        .isInstanceOf(SendResult.Refused.class);
    assertThat(readPlain(422, "{\"code\":\"unprocessable entity\",\"message\":\"n\"}", _ -> null))
        .isEqualTo(new SendResult.Refused("n"));
  }
}
