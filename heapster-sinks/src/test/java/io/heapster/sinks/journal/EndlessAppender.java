package io.heapster.sinks.journal;

import io.heapster.core.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Appends until it is killed, and tells each sequence once its append returned. Arguments: data
 * directory, sync policy.
 */
final class EndlessAppender {
  static final int PAYLOAD_BYTES = 3_000;
  static final String TOLD = "appended ";

  private EndlessAppender() {}

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    var fsync = Fsync.valueOf(arguments[1]);
    var config =
        new JournalConfig(
            root, fsync, 1 << 30, Duration.ofDays(10_000), Duration.ofDays(1), 100_000);
    try (var directory = DataDirectory.open(root);
        var journal = Journal.open(directory, config, TimeSource.system())) {
      for (long sequence = journal.nextSequence(); ; sequence++) {
        journal.append(
            sequence,
            JournalFixture.timestamp(sequence),
            JournalFixture.payload(sequence, PAYLOAD_BYTES));
        System.out.println(TOLD + sequence);
        System.out.flush();
      }
    }
  }
}
