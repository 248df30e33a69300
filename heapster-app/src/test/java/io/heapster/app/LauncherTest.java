package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** bin/heapster in a checkout that is built, with a Java that writes down what it is asked. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LauncherTest {
  /** Answers a training as the file {@code answer} says: its exit code, which 0 makes a cache. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      here=$(cd "$(dirname "$0")/.." && pwd)
      kind=start
      for word in "$@"; do
        case $word in
          -XX:AOTCacheOutput=*) kind=training; output=${word#*=} ;;
        esac
      done
      echo "$kind: $* [${HEAPSTER_SINK:-}${JAVA_TOOL_OPTIONS:-}]" >> "$here/calls"
      [ "$kind" = training ] || exit 0
      echo 'words of the training'
      code=$(cat "$here/answer")
      touch "$output.config"
      [ "$code" != 0 ] || echo new > "$output"
      exit "$code"
      """;

  @TempDir Path folder;

  @BeforeEach
  void checkout() throws IOException {
    assumeTrue(File.separatorChar == '/', "the script is for systems with bash");
    Files.createDirectories(dist().resolve("lib"));
    Files.createDirectories(folder.resolve("bin"));
    Files.copy(Path.of("../bin/heapster"), script());
    Files.createDirectories(jdk().resolve("bin"));
    Files.writeString(jdk().resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    for (String name : List.of("java", "javac")) {
      Files.writeString(jdk().resolve("bin").resolve(name), JAVA);
      assertThat(jdk().resolve("bin").resolve(name).toFile().setExecutable(true)).isTrue();
    }
    trainingsEndWith(0);
  }

  private Path dist() {
    return folder.resolve("heapster-app/target/heapster");
  }

  private Path cache() {
    return dist().resolve("heapster.aot");
  }

  private Path log() {
    return dist().resolve("heapster.aot.log");
  }

  private Path script() {
    return folder.resolve("bin/heapster");
  }

  private Path jdk() {
    return folder.resolve("jdk");
  }

  private void trainingsEndWith(int code) throws IOException {
    Files.writeString(jdk().resolve("answer"), Integer.toString(code));
  }

  private int heapster(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("bash", script().toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("said").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HEAPSTER_"));
    builder.environment().put("HEAPSTER_JAVA_HOME", jdk().toString());
    builder.environment().put("HEAPSTER_JAVA_OPTS", "-Xmx1g -Xss1m");
    builder.environment().put("HEAPSTER_SINK", "production");
    builder.environment().put("JAVA_TOOL_OPTIONS", "-agent");
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  private List<String> calls() throws IOException {
    Path calls = jdk().resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private List<String> kinds() throws IOException {
    return calls().stream().map(each -> each.substring(0, each.indexOf(':'))).toList();
  }

  private List<String> left() throws IOException {
    try (var files = Files.list(dist())) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void start_noCache_trainsBeforeWithoutTheUsersSettings() throws Exception {
    assertThat(heapster("demo", "--nodes=3")).isZero();

    assertThat(kinds()).containsExactly("training", "start");
    assertThat(calls().getFirst())
        .contains("-Xmx1g -Xss1m", "Heapster train --port=0")
        .endsWith("[]");
    assertThat(calls().getLast())
        .contains("-XX:AOTCache=" + cache(), "Heapster demo --nodes=3")
        .endsWith("[production-agent]");
    assertThat(said()).contains("HEAPSTER_AOT=no").doesNotContain("words of the training");
    assertThat(left()).containsExactly("heapster.aot", "lib");
  }

  @Test
  void start_cacheThere_doesNotTrain() throws Exception {
    Files.writeString(cache(), "old");

    assertThat(heapster()).isZero();

    assertThat(kinds()).containsExactly("start");
  }

  @Test
  void start_commandThatOnlyTells_doesNotTrain() throws Exception {
    assertThat(heapster("demo", "--help")).isZero();
    assertThat(heapster("check-config")).isZero();

    assertThat(kinds()).containsExactly("start", "start");
  }

  @Test
  void start_trainingFails_startsAndDoesNotTryAgain() throws Exception {
    trainingsEndWith(1);

    assertThat(heapster("demo")).isZero();

    assertThat(said()).contains("the training failed (see " + log() + ")");
    assertThat(log()).hasContent("words of the training");
    assertThat(heapster("demo")).isZero();
    assertThat(kinds()).containsExactly("training", "start", "start");
    assertThat(left()).containsExactly("heapster.aot.log", "lib");
  }

  @Test
  void start_trainingInterrupted_doesNotStartAndTriesAgainNextTime() throws Exception {
    trainingsEndWith(130);

    assertThat(heapster("demo")).isEqualTo(130);

    assertThat(kinds()).containsExactly("training");
    assertThat(left()).containsExactly("lib");
  }

  @Test
  void train_flags_reachTheTraining() throws Exception {
    Files.writeString(log(), "an earlier failure");

    assertThat(heapster("train", "--shape=tiny", "--pods=a b")).isZero();

    assertThat(kinds()).containsExactly("training");
    assertThat(calls().getFirst()).contains("train --port=0 --shape=tiny --pods=a b [");
    assertThat(said()).contains("words of the training");
    assertThat(cache()).hasContent("new");
    assertThat(log()).doesNotExist();
  }

  @Test
  void train_fails_keepsTheCacheThatWasThere() throws Exception {
    trainingsEndWith(1);
    Files.writeString(cache(), "old");

    assertThat(heapster("train")).isEqualTo(1);

    assertThat(cache()).hasContent("old");
    assertThat(left()).containsExactly("heapster.aot", "lib");
  }
}
