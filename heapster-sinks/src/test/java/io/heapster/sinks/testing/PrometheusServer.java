package io.heapster.sinks.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Prometheus that takes remote writes, on a free port of the loopback interface. */
public final class PrometheusServer implements AutoCloseable {
  private static final String PROGRAM = "/usr/bin/prometheus";

  private final InstalledServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  private PrometheusServer() {
    InstalledServer.require(PROGRAM);
    port = FreePorts.one();
    Path folder = InstalledServer.folder("prometheus");
    try {
      Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server =
        InstalledServer.start(
            folder,
            List.of(
                PROGRAM,
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver"),
            Map.of(),
            () -> get("/-/ready") != null);
  }

  public static PrometheusServer start() {
    return new PrometheusServer();
  }

  public String uri() {
    return "http://127.0.0.1:" + port;
  }

  /** The result of an instant query. */
  public JsonNode query(String query) {
    String text = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    try {
      return new ObjectMapper().readTree(text).path("data").path("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  private String get(String path) {
    try {
      var response =
          client.send(
              HttpRequest.newBuilder(URI.create(uri() + path)).build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(path + ": " + response.statusCode() + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
