package io.heapster.sinks.journal;

import io.heapster.core.telemetry.Telemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rows that sinks refused for good, as JSON lines, one pair of bounded files per sink: when the
 * file is full it takes the place of the older one, whose rows are gone. Never fails: what cannot
 * be written is counted, and logged when that begins. Thread-safe; no sink waits for another one's
 * file.
 */
public final class DeadLetters implements AutoCloseable {
  /** Bytes of each of the two files, unless the user says otherwise. */
  public static final long DEFAULT_FILE_BYTES = 16L << 20;

  private final DataLayout layout;
  private final long maxFileBytes;
  private final Telemetry telemetry;
  private final Map<String, DeadLetterFile> files = new ConcurrentHashMap<>();

  DeadLetters(DataLayout layout, long maxFileBytes, Telemetry telemetry) {
    if (maxFileBytes <= 0) {
      throw new IllegalArgumentException(
          "dead letter files of " + maxFileBytes + " bytes; must be more than zero");
    }
    this.layout = layout;
    this.maxFileBytes = maxFileBytes;
    this.telemetry = telemetry;
  }

  /** Has the sink's counters appear, and looks at what its files hold, ahead of the first row. */
  public void register(String sink) {
    file(sink).count();
  }

  public void add(DeadLetter letter) {
    file(letter.sink()).add(letter);
  }

  /** Rows that come later are counted as failed. */
  @Override
  public void close() {
    files.values().forEach(DeadLetterFile::close);
  }

  private DeadLetterFile file(String sink) {
    return files.computeIfAbsent(
        sink,
        name ->
            new DeadLetterFile(
                layout.deadLetters(name), maxFileBytes, new DeadLetterCounters(telemetry, name)));
  }
}
