package io.heapster.sinks.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real InfluxDB 1.x, with a configuration, a folder and loopback ports of its own. Where none is
 * installed, the test is skipped, unless {@code CI} or {@code -Dheapster.require.servers=true} says
 * that it must run.
 */
public final class InfluxdbServer implements AutoCloseable {
  public static final String ADMIN = "admin";
  public static final String ADMIN_PASSWORD = "right";

  private static final Path BINARY = Path.of("/usr/bin/influxd");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final boolean authenticated;
  private final int port;
  private @Nullable Process process;

  private InfluxdbServer(Path folder, boolean authenticated, Map<String, String> data) {
    this.folder = folder;
    this.authenticated = authenticated;
    int[] ports = FreePorts.different(2);
    this.port = ports[0];
    write(folder.resolve("influxdb.conf"), configuration(data, ports[1]));
  }

  /** A server without authentication and limits. */
  public static InfluxdbServer start(Path folder) {
    return start(folder, Map.of());
  }

  /**
   * A server without authentication.
   *
   * @param data settings of the section {@code data}, e.g. {@code max-series-per-database}
   */
  public static InfluxdbServer start(Path folder, Map<String, String> data) {
    InfluxdbServer server = stopped(folder, data);
    server.start();
    return server;
  }

  /** A server that is not started yet; its port is known. */
  public static InfluxdbServer stopped(Path folder, Map<String, String> data) {
    requireInstalled();
    return new InfluxdbServer(folder, false, data);
  }

  /** A server that knows one user, {@value #ADMIN}. */
  public static InfluxdbServer startAuthenticated(Path folder) {
    requireInstalled();
    var server = new InfluxdbServer(folder, true, Map.of());
    server.start();
    server.query(
        "CREATE USER " + ADMIN + " WITH PASSWORD '" + ADMIN_PASSWORD + "' WITH ALL PRIVILEGES");
    return server;
  }

  public void start() {
    try {
      process =
          new ProcessBuilder(BINARY.toString(), "-config", folder + "/influxdb.conf")
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("influxd.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> get("/ping") == 204);
  }

  /** Ends the server; what it was told stays in its folder. */
  public void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(20, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  @Override
  public void close() {
    stop();
    http.close();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Runs statements as an administrator; the answer's {@code results}. */
  public JsonNode query(String statements) {
    return query("", statements);
  }

  /** Runs statements about a database; times in the answer are nanoseconds. */
  public JsonNode query(String database, String statements) {
    URI uri = address().resolve("/query?epoch=ns&db=" + URLEncoder.encode(database, UTF_8));
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("q=" + URLEncoder.encode(statements, UTF_8)));
    if (authenticated) {
      request.header("Authorization", "Basic " + credentials());
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return JSON.readTree(response.body()).path("results");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Writes lines by hand; the status of the answer. */
  public int write(String database, String lines) {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve("/write?db=" + database))
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address().resolve(path)).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String credentials() {
    return Base64.getEncoder().encodeToString((ADMIN + ":" + ADMIN_PASSWORD).getBytes(UTF_8));
  }

  private static void requireInstalled() {
    boolean required =
        System.getenv("CI") != null || Boolean.getBoolean("heapster.require.servers");
    if (required && !Files.isExecutable(BINARY)) {
      throw new IllegalStateException("influxd not installed (Debian: influxdb), but required");
    }
    assumeTrue(Files.isExecutable(BINARY), "influxd not installed (Debian: influxdb)");
  }

  private String configuration(Map<String, String> data, int backupPort) {
    var section = new LinkedHashMap<String, String>();
    section.put("dir", "\"" + folder + "/data\"");
    section.put("wal-dir", "\"" + folder + "/wal\"");
    section.put("index-version", "\"inmem\"");
    section.put("max-series-per-database", "0");
    section.put("max-values-per-tag", "0");
    section.put("query-log-enabled", "false");
    section.putAll(data);
    var lines = new StringBuilder();
    section.forEach((name, value) -> lines.append(name).append(" = ").append(value).append('\n'));
    return """
    reporting-disabled = true
    bind-address = "127.0.0.1:%d"
    [meta]
    dir = "%s/meta"
    [data]
    %s
    [monitor]
    store-enabled = false
    [subscriber]
    enabled = false
    [continuous_queries]
    enabled = false
    [http]
    bind-address = "127.0.0.1:%d"
    log-enabled = false
    auth-enabled = %s
    """
        .formatted(backupPort, folder, lines, port, authenticated);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
