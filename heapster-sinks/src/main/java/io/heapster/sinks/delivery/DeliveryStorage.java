package io.heapster.sinks.delivery;

import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.DataDirectory;
import io.heapster.sinks.journal.DeadLetter;
import io.heapster.sinks.journal.DeadLetters;
import io.heapster.sinks.journal.Journal;
import io.heapster.sinks.journal.JournalConfig;
import io.heapster.sinks.rows.DeadLetterBox;
import java.io.IOException;

/**
 * The data directory of a delivery: journal, cursors, dead letters. Belongs to this process until
 * it is closed, by the {@link Delivery} that it is given to.
 */
public final class DeliveryStorage implements AutoCloseable {
  private final JournalLog log;
  private final DeadLetters deadLetters;
  private final TimeSource time;

  private DeliveryStorage(JournalLog log, DeadLetters deadLetters, TimeSource time) {
    this.log = log;
    this.deadLetters = deadLetters;
    this.time = time;
  }

  /**
   * Takes the directory and finds what earlier processes left in it.
   *
   * @throws IOException when it cannot be used; the message names it and says what to do
   */
  public static DeliveryStorage open(JournalConfig config, TimeSource time, Telemetry telemetry)
      throws IOException {
    DataDirectory directory = DataDirectory.open(config.directory());
    try {
      Journal journal = Journal.open(directory, config, time);
      return new DeliveryStorage(
          new JournalLog(directory, journal, telemetry),
          directory.deadLetters(DeadLetters.DEFAULT_FILE_BYTES, telemetry),
          time);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Where rows go that a sink refuses. */
  public DeadLetterBox deadLetters(String sink) {
    deadLetters.register(sink);
    return (batch, reason, row) ->
        deadLetters.add(new DeadLetter(time.now(), batch, sink, reason, row));
  }

  BatchLog log() {
    return log;
  }

  /** Gives the directory back; harmless when repeated. */
  @Override
  public void close() {
    log.close();
  }
}
