package io.heapster.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.heapster.app.config.LogConfig;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Sets up the one log of the process: standard error, text or JSON, a line an event. */
public final class LogSetup {
  private static final String TEXT =
      "%date{yyyy-MM-dd'T'HH:mm:ss.SSSX, UTC} %-5level %logger{0} %message%n%rootException";

  /** Libraries that tell of items where we tell of changes of state. */
  private static final Map<String, Level> TALKATIVE =
      Map.ofEntries(
          Map.entry("io.netty", Level.WARN),
          Map.entry("io.vertx", Level.WARN),
          Map.entry("io.fabric8", Level.WARN),
          // A stack trace at each retry; the inventory tells when the API server goes and comes.
          Map.entry("io.fabric8.kubernetes.client.informers.impl.cache.Reflector", Level.OFF),
          Map.entry("jdk.event", Level.WARN),
          // Each failed connection and request; the sinks' own log says what became of them.
          Map.entry("org.apache.kafka", Level.ERROR),
          Map.entry("org.apache.kafka.clients.NetworkClient", Level.OFF),
          Map.entry("org.elasticsearch.client", Level.ERROR),
          Map.entry("org.opensearch.client", Level.ERROR),
          Map.entry("org.apache.http", Level.WARN),
          Map.entry("org.apache.hc", Level.WARN));

  private LogSetup() {}

  /** Replaces whatever was set up before. */
  public static void apply(LogConfig config) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      apply(config, context);
    }
  }

  static void apply(LogConfig config, LoggerContext context) {
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender(context, encoder(config.format(), context)));
    root.setLevel(Level.toLevel(config.level().name()));
    TALKATIVE.forEach((name, level) -> {
      if (level.isGreaterOrEqual(root.getLevel())) {
        context.getLogger(name).setLevel(level);
      }
    });
  }

  private static ConsoleAppender<ILoggingEvent> appender(
      LoggerContext context, Encoder<ILoggingEvent> encoder) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> encoder(LogConfig.Format format, LoggerContext context) {
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case TEXT -> text();
          case JSON -> json();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> text() {
    var encoder = new PatternLayoutEncoder();
    encoder.setPattern(TEXT);
    return encoder;
  }

  private static Encoder<ILoggingEvent> json() {
    var encoder = new JsonEncoder();
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithContext(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithSequenceNumber(false);
    return encoder;
  }
}
