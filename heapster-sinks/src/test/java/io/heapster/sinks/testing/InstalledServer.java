package io.heapster.sinks.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A program of this machine, run for one test in a folder of its own. */
final class InstalledServer implements AutoCloseable {
  private static final String REQUIRED = "heapster.require.servers";

  private final Process process;
  private final Path folder;
  private final Path output;

  private InstalledServer(Process process, Path folder, Path output) {
    this.process = process;
    this.folder = folder;
    this.output = output;
  }

  /** Skips the test where the program is missing, unless it is required to be there. */
  static void require(String program) {
    boolean there = Files.isExecutable(Path.of(program));
    if (!there && Boolean.getBoolean(REQUIRED)) {
      fail(program + " is not installed, but -D" + REQUIRED + "=true wants it");
    }
    assumeTrue(there, program + " is not installed: the test against the real server is skipped");
  }

  static Path folder(String name) {
    try {
      return Files.createTempDirectory("heapster-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program and waits until it is ready. */
  static InstalledServer start(
      Path folder, List<String> command, Map<String, String> environment, Callable<Boolean> ready) {
    Path output = folder.resolve("output.log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      var server = new InstalledServer(builder.start(), folder, output);
      server.await(ready);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Callable<Boolean> ready) {
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .until(() -> !process.isAlive() || ready.call());
      if (!process.isAlive()) {
        throw new IllegalStateException("ended: " + said());
      }
    } catch (RuntimeException e) {
      String said = said();
      close();
      throw new IllegalStateException("server did not start: " + said, e);
    }
  }

  private String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    delete();
  }

  private void delete() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
