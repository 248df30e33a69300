package io.heapster.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.fabric8.kubernetes.client.informers.impl.cache.Reflector;
import io.heapster.app.config.LogConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LogSetupTest {

  /** What a fresh log writes to standard error. */
  private static String log(LogConfig config) {
    var bytes = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      var context = new LoggerContext();
      context.setMDCAdapter(new LogbackMDCAdapter());
      LogSetup.apply(config, context);
      context.getLogger("io.heapster.some.Part").info("node {}: up", "n7");
      context.getLogger("io.heapster.some.Part").debug("detail");
      context.getLogger("io.netty.channel").info("chatter");
      context.getLogger("org.apache.kafka.clients.producer").warn("chatter");
      context.getLogger("org.apache.kafka.clients.NetworkClient").error("chatter");
      context.getLogger(Reflector.class).warn("chatter");
      context.stop();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void apply_text_isOneCleanLine() {
    assertThat(log(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.INFO)))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Part node n7: up\\R");
  }

  @Test
  void apply_json_isOneObjectALine() {
    assertThat(log(new LogConfig(LogConfig.Format.JSON, LogConfig.Level.INFO)))
        .hasLineCount(1)
        .startsWith("{")
        .contains("\"level\":\"INFO\"", "\"formattedMessage\":\"node n7: up\"");
  }

  @Test
  void apply_level_opensAndCloses() {
    assertThat(log(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.DEBUG)))
        .contains("DEBUG Part detail")
        .doesNotContain("chatter");
    assertThat(log(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.ERROR))).isEmpty();
  }
}
