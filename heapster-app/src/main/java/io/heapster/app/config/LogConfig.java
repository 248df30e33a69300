package io.heapster.app.config;

/** The log, which goes to standard error. */
public record LogConfig(Format format, Level level) {

  /** One line of text per event, or one JSON object. */
  public enum Format {
    TEXT,
    JSON
  }

  /** The least important level that is written. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  public static final LogConfig DEFAULT = new LogConfig(Format.TEXT, Level.INFO);

  static LogConfig read(Settings settings) {
    return new LogConfig(
        settings.choice(DaemonSettings.LOG_FORMAT, Format.class),
        settings.choice(DaemonSettings.LOG_LEVEL, Level.class));
  }
}
