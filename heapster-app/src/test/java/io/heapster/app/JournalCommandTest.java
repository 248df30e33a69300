package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.DataDirectory;
import io.heapster.sinks.journal.Journal;
import io.heapster.sinks.journal.JournalConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalCommandTest {
  private static final String SOURCE =
      "--source=kubernetes.summary_api:http://127.0.0.1:1?inClusterConfig=false";

  @TempDir private Path data;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return new Heapster(
            Map.of(),
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)))
        .run(List.of(arguments));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> errors() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** What a daemon leaves that had one sink. */
  private void daemonWas() {
    CheckedConfig checked =
        CheckedConfig.load(
            List.of(SOURCE, "--sink=log", "--data-dir=" + data, "--heapster-port=0"), Map.of());
    assertThat(checked.problems()).isEmpty();
    HeapsterAssembly.assemble(checked.config(), Overrides.none(Map.of())).close();
  }

  @Test
  void ls_afterADaemon_namesItsSinks() {
    daemonWas();

    assertThat(run("journal", "ls", "--data-dir", data.toString())).isZero();

    assertThat(printed()).contains("SEGMENT", "SINK", "log");
  }

  @Test
  void drop_noDaemonRuns_isDoneAtOnce() {
    daemonWas();

    assertThat(run("journal", "drop", "--data-dir=" + data, "--sink=log", "--all")).isZero();

    assertThat(printed()).isEqualTo("sink log: 0 records given up\n");
  }

  @Test
  void ls_verify_readsTheRecords() throws Exception {
    try (DataDirectory directory = DataDirectory.open(data);
        Journal journal =
            Journal.open(directory, JournalConfig.defaults(data), TimeSource.system())) {
      journal.append(0, Instant.EPOCH, ByteBuffer.allocate(100));
    }
    Path segment = data.resolve("journal/00000000000000000000.seg");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 1] ^= 1;
    Files.write(segment, bytes);

    assertThat(run("journal", "ls", "--data-dir=" + data)).isZero();
    assertThat(printed().lines().toList().get(2)).endsWith(" 0");
    assertThat(run("journal", "ls", "--data-dir=" + data, "--verify")).isZero();
    assertThat(printed().lines()).anyMatch(line -> line.contains(".seg") && line.endsWith(" 1"));
  }

  @Test
  void ls_verifyWithAValue_isRefused() {
    daemonWas();

    assertThat(run("journal", "ls", "--data-dir=" + data, "--verify=no")).isEqualTo(2);

    assertThat(errors()).anyMatch(line -> line.contains("journal ls: --verify: \"no\""));
  }

  @Test
  void drop_nothingSaid_isRefused() {
    daemonWas();

    assertThat(run("journal", "drop", "--data-dir=" + data, "--sink=log")).isEqualTo(2);

    assertThat(errors())
        .anyMatch(line -> line.contains("one of --before=<time>, --all and --dead-letters"));
  }

  @Test
  void drop_switchWithAnyOtherValue_isRefused() {
    daemonWas();

    int code = run("journal", "drop", "--data-dir=" + data, "--sink=log", "--dead-letters=yes");

    assertThat(code).isEqualTo(2);
    assertThat(errors())
        .anyMatch(line -> line.contains("--dead-letters: \"yes\": expected no value"));
    assertThat(printed()).isEmpty();
  }

  @Test
  void drop_deadLettersBeforeATime_isRefused() {
    daemonWas();

    int code =
        run(
            "journal",
            "drop",
            "--data-dir=" + data,
            "--sink=log",
            "--dead-letters",
            "--before=2026-01-01T00:00:00Z");

    assertThat(code).isEqualTo(2);
    assertThat(errors()).anyMatch(line -> line.contains("not several"));
  }

  @Test
  void replay_nothingThere_saysSo() {
    daemonWas();

    int code =
        run("journal", "replay", "--data-dir=" + data, "--sink=log", "--from=2026-01-01T00:00:00Z");

    assertThat(code).isEqualTo(2);
    assertThat(errors()).anyMatch(line -> line.contains("the journal is empty"));
  }

  @Test
  void run_mistakes_areToldTogether() {
    assertThat(run("journal", "replay", "--sinc=log", "--from=yesterday")).isEqualTo(2);

    assertThat(errors())
        .anyMatch(line -> line.contains("unknown word --sinc=log, did you mean \"sink\"?"))
        .anyMatch(line -> line.contains("--data-dir is missing"))
        .anyMatch(line -> line.contains("--sink is missing"))
        .anyMatch(line -> line.contains("--from: \"yesterday\": expected a time"));
  }

  @Test
  void run_unknownVerb_namesTheNearest() {
    assertThat(run("journal", "repaly")).isEqualTo(2);

    assertThat(errors()).anyMatch(line -> line.contains("did you mean \"replay\"?"));
  }

  @Test
  void help_ofTheJournal_tellsTheCommands() {
    assertThat(run("journal", "--help")).isZero();

    assertThat(printed()).contains("journal ls", "journal replay", "--dead-letters");
  }

  @Test
  void run_dataDirectoryIsAFile_saysWhatToDo(@TempDir Path folder) throws Exception {
    Path file = java.nio.file.Files.writeString(folder.resolve("data"), "");
    CheckedConfig checked = CheckedConfig.load(List.of(SOURCE, "--data-dir=" + file), Map.of());

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> HeapsterAssembly.assemble(checked.config(), Overrides.none(Map.of())))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("choose another");
  }
}
