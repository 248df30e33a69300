package io.heapster.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code heapster} as a process of its own, on free ports of loopback. */
final class DemoProcess implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:heapster answers at|serving on) (http\\S*:\\d+)");

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final CompletableFuture<String> address = new CompletableFuture<>();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final Thread reader;

  private DemoProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Starts a demo and waits until it serves; the flags are those of {@code heapster demo}. */
  static DemoProcess start(String... flags) throws IOException {
    var arguments = new ArrayList<>(List.of("demo", "--secure-port=0"));
    arguments.addAll(List.of(flags));
    return run(arguments);
  }

  /** Starts a daemon that never has a tick, because its API server does not exist. */
  static DemoProcess withoutCluster() throws IOException {
    return run(
        List.of(
            "--source=kubernetes.summary_api:http://127.0.0.1:1?inClusterConfig=false",
            "--listen-ip=127.0.0.1",
            "--heapster-port=0",
            "--secure-port=0"));
  }

  private static DemoProcess run(List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "io.heapster.app.Heapster"));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("HEAPSTER_"));
    var started = new DemoProcess(builder.start());
    try {
      started.awaitAddress();
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  private void awaitAddress() throws IOException {
    try {
      address.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("heapster did not start: " + said, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while heapster started", e);
    }
  }

  /** Reads to the end, or the process would stand still at a full pipe. */
  private void read() {
    process
        .inputReader()
        .lines()
        .forEach(line -> {
          said.add(line);
          Matcher found = ADDRESS.matcher(line);
          if (found.find()) {
            address.complete(found.group(1));
          }
        });
    address.completeExceptionally(new IOException("it ended"));
  }

  /** Where it answers, without a slash at the end. */
  String url() {
    return address.join();
  }

  /** The port it answers on. */
  int port() {
    return URI.create(url()).getPort();
  }

  @Override
  public void close() {
    process.toHandle().destroy(); // unlike Process.destroy, this keeps the output open
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      reader.join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
