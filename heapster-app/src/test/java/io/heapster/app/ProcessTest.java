package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The daemon as a process of its own, with no API server to be found. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProcessTest {
  private static final int SIGTERM_EXIT = 128 + 15;

  private final List<Process> started = new ArrayList<>();

  private Process heapster(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Heapster.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("HEAPSTER_"));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Process daemon() throws IOException {
    return heapster(
        "--source=kubernetes.summary_api:http://127.0.0.1:1?inClusterConfig=false",
        "--listen_ip=127.0.0.1",
        "--heapster-port=0");
  }

  /** Reads until a line is met; all lines so far. */
  private static List<String> readUntil(BufferedReader output, Predicate<String> met)
      throws IOException {
    var lines = new ArrayList<String>();
    String line;
    do {
      line = output.readLine();
      assertThat(line).as("output ended after %s", lines).isNotNull();
      lines.add(line);
    } while (!met.test(line));
    return lines;
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void sigterm_whileTheApiServerIsAway_endsWithinTenSeconds() throws Exception {
    Process process = daemon();
    try (BufferedReader output = process.inputReader()) {
      readUntil(output, line -> line.contains("serving"));

      process.toHandle().destroy(); // unlike Process.destroy, this keeps the output open

      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(SIGTERM_EXIT);
      assertThat(output.lines()).anyMatch(line -> line.contains("stopped"));
    }
  }

  @Test
  void wrongUse_exitsWithTwo() throws Exception {
    Process process = heapster("--sink=nonsense");

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
  }
}
