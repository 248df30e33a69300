package io.heapster.api.k8s.adapter;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Every line that is logged until this is closed: ours in all detail, of others from INFO on. */
final class RecordedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger own = (Logger) LoggerFactory.getLogger("io.heapster");
  private final Level before = root.getLevel();

  static RecordedLog begin() {
    var log = new RecordedLog();
    log.setContext(log.root.getLoggerContext());
    log.start();
    log.own.setLevel(Level.TRACE);
    log.root.setLevel(Level.INFO);
    log.root.addAppender(log);
    return log;
  }

  @Override
  protected void append(ILoggingEvent event) {
    var line = new StringBuilder(event.getFormattedMessage());
    IThrowableProxy cause = event.getThrowableProxy();
    while (cause != null) {
      line.append(" / ").append(cause.getClassName()).append(": ").append(cause.getMessage());
      cause = cause.getCause();
    }
    lines.add(line.toString());
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    root.detachAppender(this);
    root.setLevel(before);
    own.setLevel(null);
    stop();
  }
}
