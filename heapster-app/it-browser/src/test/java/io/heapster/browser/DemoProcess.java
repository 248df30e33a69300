package io.heapster.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code heapster} as a process of its own, on free ports of loopback. */
final class DemoProcess implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:heapster answers at|serving on) (http\\S*:\\d+)");

  private final Process process;
  private final String url;
  private final Thread reader;

  private DemoProcess(Process process, String url, Thread reader) {
    this.process = process;
    this.url = url;
    this.reader = reader;
  }

  /** A port that was free a moment ago. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
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
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    var said = new ArrayList<String>();
    String line;
    while ((line = output.readLine()) != null) {
      said.add(line);
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        // The rest is read on, or the process would stand still at a full pipe.
        Thread reader = Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
        return new DemoProcess(process, address.group(1), reader);
      }
    }
    process.destroyForcibly();
    throw new IOException("heapster did not start: " + String.join("\n", said));
  }

  /** Where it answers, without a slash at the end. */
  String url() {
    return url;
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
