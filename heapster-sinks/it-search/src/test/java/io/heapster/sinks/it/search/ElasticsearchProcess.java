package io.heapster.sinks.it.search;

import io.heapster.sinks.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Elasticsearch as a process of its own, from the distribution that the build unpacks. It refuses
 * to run as root, so it runs as nobody then.
 */
final class ElasticsearchProcess implements SearchServer {
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final String NOBODY = "65534";

  private final int port = FreePorts.one();
  private final Process process;

  private ElasticsearchProcess(Path directory) throws IOException {
    Path config = Files.createDirectories(directory.resolve("config"));
    // Not the directory itself: plugins may write to it, and must not reach the configuration.
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    Path home = Path.of(System.getProperty("elasticsearch.home"));
    Files.copy(home.resolve("config/jvm.options"), config.resolve("jvm.options"));
    Files.copy(home.resolve("config/log4j2.properties"), config.resolve("log4j2.properties"));
    Files.writeString(config.resolve("elasticsearch.yml"), yaml(directory));
    boolean root = System.getProperty("user.name").equals("root");
    if (root) {
      openToNobody(directory, home);
    }
    var builder = new ProcessBuilder(command(root, home));
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ES_PATH_CONF", config.toString());
    builder.environment().put("ES_JAVA_OPTS", "-Xms256m -Xmx256m");
    builder.environment().put("ES_TMPDIR", temporary.toString());
    builder.environment().put("HOME", directory.toString());
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("console").toFile());
    this.process = builder.start();
  }

  /**
   * @param directory an empty one for its configuration and data
   */
  static ElasticsearchProcess start(Path directory) {
    try {
      var server = new ElasticsearchProcess(directory);
      return server.awaitedAt(directory.resolve("console"));
    } catch (IOException e) {
      throw new UncheckedIOException("Elasticsearch did not start", e);
    }
  }

  private ElasticsearchProcess awaitedAt(Path console) {
    try {
      awaitHealth(console);
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Ends the launcher's child, too: that is the server. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    children.forEach(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private String yaml(Path directory) {
    return """
    cluster.name: test
    discovery.type: single-node
    network.host: 127.0.0.1
    http.port: %d
    transport.port: 0
    path.data: %s
    path.logs: %s
    xpack.security.enabled: false
    node.store.allow_mmap: false
    cluster.routing.allocation.disk.threshold_enabled: false
    """
        .formatted(port, directory.resolve("data"), directory.resolve("logs"));
  }

  private static List<String> command(boolean root, Path home) {
    var command = new ArrayList<String>();
    if (root) {
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    command.add(home.resolve("bin/elasticsearch").toString());
    return command;
  }

  /** Lets nobody write the server's directories and reach them. */
  private static void openToNobody(Path directory, Path home) throws IOException {
    run("chown", "-R", NOBODY + ":" + NOBODY, directory.toString());
    run("chmod", "-R", "a+rX", home.toString());
  }

  private static void run(String... command) throws IOException {
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void awaitHealth(Path console) {
    try (var client = HttpClient.newHttpClient()) {
      HttpRequest health = HttpRequest.newBuilder(address().resolve("/_cluster/health")).build();
      Awaitility.await("Elasticsearch answers, see " + console)
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> !process.isAlive() || answers(client, health));
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("Elasticsearch ended, see " + console);
    }
  }

  private static boolean answers(HttpClient client, HttpRequest health)
      throws InterruptedException {
    try {
      return client.send(health, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      // Not yet.
      return false;
    }
  }
}
