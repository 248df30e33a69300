package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.payload;
import static io.heapster.sinks.journal.JournalFixture.timestamp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other processes on the same directory, and their ends. */
@Timeout(120)
final class JournalKillTest {
  @TempDir private Path root;

  @ParameterizedTest
  @EnumSource
  void append_processKilledAgainAndAgain_nothingAcknowledgedIsLost(Fsync fsync) throws Exception {
    var random = new Random(fsync.name().length());
    for (int life = 0; life < 5; life++) {
      long acknowledged = runAndKill(fsync, random.nextInt(1, 150));
      try (var fixture = new JournalFixture(root)) {
        assertThat(fixture.journal.nextSequence()).isGreaterThan(acknowledged);
        for (long sequence = 0; sequence <= acknowledged; sequence++) {
          assertThat(fixture.journal.read(sequence))
              .as("life %d record %d", life, sequence)
              .isEqualTo(
                  new ReadResult.Found(
                      timestamp(sequence), payload(sequence, EndlessAppender.PAYLOAD_BYTES)));
        }
      }
    }
  }

  /** Kills the appender after some records; the last sequence that it told. */
  private long runAndKill(Fsync fsync, int afterRecords) throws Exception {
    Process child = ChildJvm.start(EndlessAppender.class, root.toString(), fsync.name());
    try (BufferedReader output = child.inputReader(UTF_8)) {
      long last = -1;
      int told = 0;
      for (String line = output.readLine(); line != null; line = readLine(output)) {
        if (line.startsWith(EndlessAppender.TOLD)) {
          last = Long.parseLong(line.substring(EndlessAppender.TOLD.length()));
          if (++told == afterRecords) {
            // By its handle: the process itself would close the pipe as well.
            child.toHandle().destroyForcibly();
          }
        }
      }
      assertThat(told).as("records told before the kill").isGreaterThanOrEqualTo(afterRecords);
      return last;
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** What stands in the pipe after the end is still told; a line cut in two is not. */
  private static String readLine(BufferedReader output) throws IOException {
    var line = new StringBuilder();
    int c = output.read();
    while (c >= 0 && c != '\n') {
      line.append((char) c);
      c = output.read();
    }
    return c < 0 ? null : line.toString();
  }

  @Test
  void open_directoryOfAnotherProcess_isRefusedNamingBoth() throws Exception {
    Process child = ChildJvm.start(EndlessAppender.class, root.toString(), "NEVER");
    try (BufferedReader output = child.inputReader(UTF_8)) {
      String line = output.readLine();
      while (line != null && !line.startsWith(EndlessAppender.TOLD)) {
        line = output.readLine();
      }

      assertThatThrownBy(() -> DataDirectory.open(root))
          .isInstanceOf(DataDirectoryInUseException.class)
          .hasMessage(
              "data directory %s is in use by process %d; stop that one or choose another directory",
              root, child.pid());
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    // The lock ends with the process.
    DataDirectory.open(root).close();
  }
}
