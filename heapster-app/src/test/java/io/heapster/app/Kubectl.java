package io.heapster.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real kubectl of this machine, with a home of its own. */
final class Kubectl {
  private static final String REQUIRED = "heapster.require.kubectl";
  private static final long LIMIT_SECONDS = 60;

  private final Path program;
  private final Path home;
  private final List<String> standing;

  private Kubectl(Path program, Path home, List<String> standing) {
    this.program = program;
    this.home = home;
    this.standing = standing;
  }

  /** What it printed. */
  record Result(int exit, String out, String errors) {
    /** The words of each line. */
    List<List<String>> rows() {
      return out.lines().map(line -> List.of(line.strip().split("\\s+"))).toList();
    }
  }

  /** Skips the test where there is none, unless it is required to be there. */
  static Kubectl require(Path home) {
    Path found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "kubectl"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("kubectl"));
    boolean there = Files.isExecutable(found);
    if (!there && Boolean.getBoolean(REQUIRED)) {
      fail("kubectl is not on the PATH, but -D" + REQUIRED + "=true wants it");
    }
    assumeTrue(there, "kubectl is not on the PATH: the test of kubectl top is skipped");
    return new Kubectl(found, home, List.of());
  }

  /** With flags that every call gets. */
  Kubectl with(String... flags) {
    var all = new ArrayList<>(standing);
    all.addAll(List.of(flags));
    return new Kubectl(program, home, all);
  }

  /** Runs it; the words are its arguments. */
  Result run(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(List.of(words));
    command.addAll(standing);
    Path out = Files.createTempFile(home, "out", ".txt");
    Path errors = Files.createTempFile(home, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(errors.toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("KUBECONFIG");
    environment.put("HOME", home.toString());
    environment.put("NO_PROXY", "127.0.0.1");
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        fail(command + " did not end within " + LIMIT_SECONDS + " s: " + Files.readString(errors));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Result(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(errors, UTF_8));
  }
}
