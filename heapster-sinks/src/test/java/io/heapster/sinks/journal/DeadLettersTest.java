package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeadLettersTest {
  @TempDir private Path root;
  private final Telemetry telemetry = new Telemetry(new MetricRegistry());
  private DataDirectory directory;
  private Path file;

  @BeforeEach
  void open() throws Exception {
    directory = DataDirectory.open(root);
    file = root.resolve("dead-letters/log.jsonl");
  }

  @AfterEach
  void close() {
    directory.close();
  }

  private static DeadLetter letter(String sink, String reason, byte[] row) {
    return new DeadLetter(START.plusSeconds(5), START, sink, reason, row);
  }

  private static DeadLetter letter(int number) {
    return letter("log", "no", "row %04d".formatted(number).getBytes(UTF_8));
  }

  private DeadLetters letters(long maxFileBytes) {
    return directory.deadLetters(maxFileBytes, telemetry);
  }

  private void assertCounts(long kept, long evicted, long failed) {
    assertThat(
            Stream.of("kept", "evicted", "failed")
                .map(result -> telemetry.counter(SelfMetric.SINK_DEAD_LETTERS, "log", result))
                .map(Counter::getCount))
        .containsExactly(kept, evicted, failed);
  }

  private List<String> lines() throws Exception {
    return Files.readAllLines(file);
  }

  @Test
  void add_textRow_isOneLineOfJson() throws Exception {
    String row = "a \"quoted\" \\ back\nline\ttab \u0001 ü 😀 \u2028";
    letters(1 << 20).add(letter("log", "400: \"bad\"", row.getBytes(UTF_8)));

    assertThat(lines())
        .containsExactly(
            "{\"at\":\"2026-01-01T00:00:05Z\",\"batch\":\"2026-01-01T00:00:00Z\",\"sink\":\"log\","
                + "\"reason\":\"400: \\\"bad\\\"\","
                + "\"row\":\"a \\\"quoted\\\" \\\\ back\\nline\\ttab \\u0001 ü \\ud83d\\ude00 \\u2028\"}");
  }

  @Test
  void add_rowThatIsNotText_isBase64() throws Exception {
    letters(1 << 20).add(letter("log", "no", new byte[] {(byte) 0xff, 0, 1}));

    assertThat(lines()).singleElement().asString().endsWith(",\"rowBase64\":\"/wAB\"}");
  }

  @Test
  void add_severalSinks_standInFilesOfTheirOwn() throws Exception {
    DeadLetters letters = letters(1 << 20);
    List.of(letter(1), letter("in flux/2", "no", new byte[0]), letter(2), letter(3))
        .forEach(letters::add);

    assertThat(lines()).hasSize(3);
    assertCounts(3, 0, 0);
    assertThat(root.resolve("dead-letters/in%20flux%2F2.jsonl")).exists();
    assertThat(new DataLayout(root).sinksWithDeadLetters()).containsExactly("in flux/2", "log");
  }

  @Test
  void add_moreThanTwoFilesHold_keepsTheNewestAndCountsTheOthers() throws Exception {
    DeadLetters letters = letters(1_000);
    for (int number = 0; number < 50; number++) {
      letters.add(letter(number));
    }

    Path older = root.resolve("dead-letters/log.jsonl.1");
    assertThat(Files.size(file)).isLessThanOrEqualTo(1_000);
    assertThat(Files.size(older)).isLessThanOrEqualTo(1_000);
    long evicted = 50 - DeadLetterFile.lines(file);
    assertThat(evicted).isPositive();
    assertCounts(50, evicted, 0);
    assertThat(lines().getLast()).contains("row 0049");
    assertThat(Files.readAllLines(older).getFirst()).contains("row %04d".formatted(evicted));
  }

  @Test
  void add_rowAboveTheBound_keepsTheReasonWithoutTheRow() throws Exception {
    DeadLetters letters = letters(1_000);
    letters.add(letter("log", "too long", new byte[5_000]));

    assertThat(lines())
        .singleElement()
        .asString()
        .contains("too long")
        .endsWith(",\"omittedBytes\":5000}");
  }

  @Test
  void add_earlierProcessLeftHalfALine_beginsANewOne() throws Exception {
    letters(1 << 20).add(letter(1));
    Files.writeString(file, "{\"at\":\"20", StandardOpenOption.APPEND);

    letters(1 << 20).add(letter(2));

    assertThat(lines()).hasSize(3);
    assertThat(lines().getLast()).contains("row 0002").startsWith("{").endsWith("}");
  }

  @Test
  void add_cannotWrite_countsAndHeals() throws Exception {
    DeadLetters letters = letters(1 << 20);
    Files.createDirectory(file);
    letters.add(letter(1));
    letters.add(letter(2));
    assertCounts(0, 0, 2);

    Files.delete(file);
    letters.add(letter(3));

    assertCounts(1, 0, 2);
    assertThat(lines()).hasSize(1);
  }

  @Test
  void deadLetters_noRoomAtAll_isRefused() {
    assertThatThrownBy(() -> letters(0)).hasMessageContaining("0 bytes");
  }

  @Test
  void add_afterARestart_countsWhatThatProcessLeftAndIsEvicted() throws Exception {
    DeadLetters earlier = letters(1_000);
    for (int number = 0; number < 10; number++) {
      earlier.add(letter(number));
    }
    earlier.close();

    DeadLetters letters = letters(1_000);
    letters.register("log");
    for (int number = 10; number < 50; number++) {
      letters.add(letter(number));
    }

    assertCounts(50, 50 - DeadLetterFile.lines(file), 0);
  }

  @Test
  void add_deletedByAnOperatorMeanwhile_goesOnInANewFile() throws Exception {
    DeadLetters letters = letters(1 << 20);
    letters.add(letter(1));
    Files.delete(file);

    letters.add(letter(2));

    assertThat(lines()).singleElement().asString().contains("row 0002");
  }

  @Test
  void add_afterClose_isCountedAsFailed() {
    DeadLetters letters = letters(1 << 20);
    letters.add(letter(1));
    directory.close();

    letters.add(letter(2));

    assertCounts(1, 0, 1);
  }

  /** A pipe that is full stands for a disk that hangs. */
  @Test
  void add_fileOfAnotherSinkHangs_doesNotWaitForIt() throws Exception {
    Path pipe = root.resolve("dead-letters/stuck.jsonl");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    DeadLetters letters = letters(1 << 20);
    byte[] moreThanAPipeHolds = "x".repeat(100_000).getBytes(UTF_8);
    Thread stuck =
        Thread.ofPlatform()
            .daemon()
            .start(() -> letters.add(letter("stuck", "no", moreThanAPipeHolds)));
    try (var reader = Files.newInputStream(pipe)) {
      assertThat(reader.readNBytes(100)).hasSize(100);
      Thread other = Thread.ofPlatform().daemon().start(() -> letters.add(letter(1)));

      boolean isDone = other.join(Duration.ofSeconds(30));
      boolean isStuck = stuck.isAlive();
      // The pipe holds the rest. Before any assertion, for the directory waits for it when closed.
      assertThat(reader.readNBytes(80_000)).hasSize(80_000);
      assertThat(stuck.join(Duration.ofSeconds(30))).isTrue();
      assertThat(isDone).isTrue();
      assertThat(isStuck).isTrue();
      assertCounts(1, 0, 0);
    }
  }
}
