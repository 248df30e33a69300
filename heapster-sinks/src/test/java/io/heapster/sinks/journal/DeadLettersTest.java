package io.heapster.sinks.journal;

import static io.heapster.sinks.journal.JournalFixture.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeadLettersTest {
  @TempDir private Path root;
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

  private List<String> lines() throws Exception {
    return Files.readAllLines(file);
  }

  @Test
  void add_textRow_isOneLineOfJson() throws Exception {
    String row = "a \"quoted\" \\ back\nline\ttab \u0001 ü 😀 \u2028";
    directory.deadLetters(1 << 20).add(letter("log", "400: \"bad\"", row.getBytes(UTF_8)));

    assertThat(lines())
        .containsExactly(
            "{\"at\":\"2026-01-01T00:00:05Z\",\"batch\":\"2026-01-01T00:00:00Z\",\"sink\":\"log\","
                + "\"reason\":\"400: \\\"bad\\\"\","
                + "\"row\":\"a \\\"quoted\\\" \\\\ back\\nline\\ttab \\u0001 ü \\ud83d\\ude00 \\u2028\"}");
  }

  @Test
  void add_rowThatIsNotText_isBase64() throws Exception {
    directory.deadLetters(1 << 20).add(letter("log", "no", new byte[] {(byte) 0xff, 0, 1}));

    assertThat(lines()).singleElement().asString().endsWith(",\"rowBase64\":\"/wAB\"}");
  }

  @Test
  void addAll_severalSinks_standInFilesOfTheirOwn() throws Exception {
    DeadLetters letters = directory.deadLetters(1 << 20);
    letters.addAll(
        List.of(letter(1), letter("in flux/2", "no", new byte[0]), letter(2), letter(3)));
    letters.addAll(List.of());

    assertThat(lines()).hasSize(3);
    assertThat(letters.counts("log")).isEqualTo(new DeadLetterCounts(3, 0, 0));
    assertThat(root.resolve("dead-letters/in%20flux%2F2.jsonl")).exists();
    assertThat(new DataLayout(root).sinksWithDeadLetters()).containsExactly("in flux/2", "log");
    assertThat(letters.counts("other")).isEqualTo(DeadLetterCounts.NONE);
  }

  @Test
  void addAll_moreThanTwoFilesHold_keepsTheNewestAndCountsTheOthers() throws Exception {
    DeadLetters letters = directory.deadLetters(1_000);
    letters.addAll(IntStream.range(0, 40).mapToObj(DeadLettersTest::letter).toList());
    for (int number = 40; number < 50; number++) {
      letters.add(letter(number));
    }

    Path older = root.resolve("dead-letters/log.jsonl.1");
    assertThat(Files.size(file)).isLessThanOrEqualTo(1_000);
    assertThat(Files.size(older)).isLessThanOrEqualTo(1_000);
    DeadLetterCounts counts = letters.counts("log");
    assertThat(counts.kept()).isEqualTo(50);
    assertThat(counts.evicted()).isEqualTo(50 - DeadLetterFile.lines(file)).isPositive();
    assertThat(lines().getLast()).contains("row 0049");
    assertThat(Files.readAllLines(older).getFirst())
        .contains("row %04d".formatted(counts.evicted()));
  }

  @Test
  void add_rowAboveTheBound_keepsTheReasonWithoutTheRow() throws Exception {
    DeadLetters letters = directory.deadLetters(1_000);
    letters.add(letter("log", "too long", new byte[5_000]));

    assertThat(lines())
        .singleElement()
        .asString()
        .contains("too long")
        .endsWith(",\"omittedBytes\":5000}");
  }

  @Test
  void add_earlierProcessLeftHalfALine_beginsANewOne() throws Exception {
    directory.deadLetters(1 << 20).add(letter(1));
    Files.writeString(file, "{\"at\":\"20", StandardOpenOption.APPEND);

    directory.deadLetters(1 << 20).add(letter(2));

    assertThat(lines()).hasSize(3);
    assertThat(lines().getLast()).contains("row 0002").startsWith("{").endsWith("}");
  }

  @Test
  void add_cannotWrite_countsAndHeals() throws Exception {
    DeadLetters letters = directory.deadLetters(1 << 20);
    Files.createDirectory(file);
    letters.addAll(List.of(letter(1), letter(2)));
    assertThat(letters.counts("log")).isEqualTo(new DeadLetterCounts(0, 0, 2));

    Files.delete(file);
    letters.add(letter(3));

    assertThat(letters.counts("log")).isEqualTo(new DeadLetterCounts(1, 0, 2));
    assertThat(lines()).hasSize(1);
  }

  @Test
  void deadLetters_noRoomAtAll_isRefused() {
    assertThatThrownBy(() -> directory.deadLetters(0)).hasMessageContaining("0 bytes");
  }
}
